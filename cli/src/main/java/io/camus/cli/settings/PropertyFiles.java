package io.camus.cli.settings;

import io.camus.failure.RootCause;
import io.camus.model.ConfigurationException;
import io.camus.model.StorageException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;

/** Reads Java properties, in UTF-8, from files, Hadoop file systems and the class path. */
public final class PropertyFiles {
  private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  private PropertyFiles() {}

  /** Whether a name is that of a file that only Hadoop can read. */
  public static boolean isOnHadoop(String name) {
    return URL.matcher(name).matches() && !name.regionMatches(true, 0, "file:", 0, 5);
  }

  /**
   * The settings of a file.
   *
   * @param name a local path, or a URL of any Hadoop file system
   * @throws ConfigurationException if there is no such file, or it is not a properties file
   * @throws StorageException if its file system fails
   */
  public static Map<String, String> file(String name) {
    boolean url = URL.matcher(name).matches();
    try {
      return PropertiesText.settings(url ? onHadoop(name) : local(name), name);
    } catch (NoSuchFileException | FileNotFoundException missing) {
      throw new ConfigurationException(
          name + ": no such file (-P takes a local path, or a URL such as hdfs://host/path)",
          missing);
    } catch (UnsupportedFileSystemException | IllegalArgumentException malformed) {
      throw new ConfigurationException(
          name + ": not a file name: " + RootCause.line(malformed), malformed);
    } catch (AccessDeniedException | AccessControlException denied) {
      throw new ConfigurationException(unreadable(name, denied), denied);
    } catch (IOException failed) {
      throw new StorageException(unreadable(name, failed), failed);
    }
  }

  private static String unreadable(String name, IOException failed) {
    String why = RootCause.line(failed);
    return why.startsWith(name) ? why + " (-P)" : name + ": cannot be read: " + why + " (-P)";
  }

  /**
   * The settings of a class path resource.
   *
   * @throws ConfigurationException if there is none, or it cannot be read
   */
  public static Map<String, String> resource(String name) {
    try (InputStream in =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new ConfigurationException(
            name + ": not on the class path (-p); to name a file, use -P");
      }
      return PropertiesText.settings(in.readAllBytes(), name);
    } catch (IOException failed) {
      throw new ConfigurationException(
          name + ": cannot be read: " + RootCause.line(failed) + " (-p)", failed);
    }
  }

  private static byte[] local(String name) throws IOException {
    java.nio.file.Path file = java.nio.file.Path.of(name);
    if (Files.isDirectory(file)) {
      throw new ConfigurationException(name + ": this is a directory; -P takes a properties file");
    }
    return Files.readAllBytes(file);
  }

  /** With a separate client: a shared one would be closed by the first signal to the run. */
  private static byte[] onHadoop(String url) throws IOException {
    Path path = new Path(url);
    try (FileSystem files = FileSystem.newInstance(path.toUri(), new Configuration())) {
      if (files.getFileStatus(path).isDirectory()) {
        throw new ConfigurationException(url + ": this is a directory; -P takes a properties file");
      }
      try (InputStream in = files.open(path)) {
        return in.readAllBytes();
      }
    }
  }
}
