package io.camus.hadoop.foreign;

import io.camus.failure.RootCause;
import io.camus.hadoop.HadoopLogin;
import io.camus.model.ConfigurationException;
import io.camus.model.StorageException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Files of another program below a path, on any file system that Hadoop supports. */
final class ForeignFiles {
  private final Configuration hadoop;
  private final FileSystem files;
  private final Path root;

  /**
   * @throws ConfigurationException if it is not a path
   * @throws StorageException if the file system cannot be opened
   */
  ForeignFiles(String path, Configuration hadoop) {
    this.hadoop = hadoop;
    HadoopLogin.requireCredentials(path);
    try {
      this.root = new Path(path);
      this.files = root.getFileSystem(hadoop);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(path + " is not a path: " + RootCause.line(e), e);
    } catch (IOException e) {
      throw new StorageException(path + ": " + RootCause.line(e), e);
    }
  }

  /** The path itself. */
  FileStatus root() {
    return call(root, () -> files.getFileStatus(root));
  }

  /** The content of a directory, by name, as selected by a filter. */
  List<FileStatus> in(Path directory, Predicate<FileStatus> chosen) {
    return call(
        directory,
        () ->
            Arrays.stream(files.listStatus(directory))
                .filter(chosen)
                .sorted((one, other) -> one.getPath().compareTo(other.getPath()))
                .toList());
  }

  /**
   * Reads a sequence file.
   *
   * @param classes what its keys and values may be
   */
  void read(Path file, Set<String> classes, SequenceRecords.Visitor visitor) {
    call(
        file,
        () -> {
          new SequenceRecords(hadoop, classes).read(file, visitor);
          return true;
        });
  }

  private interface Call<T> {
    T now() throws IOException;
  }

  private static <T> T call(Path path, Call<T> call) {
    try {
      return call.now();
    } catch (FileNotFoundException e) {
      throw new ConfigurationException(path + ": there is no such file or directory", e);
    } catch (IOException e) {
      throw new StorageException(
          String.format(Locale.ROOT, "%s cannot be read: %s", path, RootCause.line(e)), e);
    }
  }
}
