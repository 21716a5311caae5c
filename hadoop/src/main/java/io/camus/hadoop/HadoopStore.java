package io.camus.hadoop;

import io.camus.spi.StorePath;
import io.camus.store.FileSystemStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.NotDirectoryException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * HDFS as a store. Uses the name node's rename that fails on an existing target, not {@code
 * FileSystem.rename}, which nests into an existing directory. Every block of a file is forced to
 * the data nodes' disks before {@code close} returns. Replication and block size are those of
 * {@code dfs.replication} and {@code dfs.blocksize}.
 */
final class HadoopStore extends FileSystemStore {
  private static final EnumSet<CreateFlag> NEW_AND_DURABLE =
      EnumSet.of(CreateFlag.CREATE, CreateFlag.SYNC_BLOCK);

  private final FileContext files;
  private final Configuration hadoop;
  private final Options.CreateOpts[] layout;

  HadoopStore(FileContext files, Configuration hadoop) {
    this.hadoop = hadoop;
    this.files = files;
    // Without these, the name node's defaults would apply instead of the user's settings.
    layout =
        new Options.CreateOpts[] {
          Options.CreateOpts.donotCreateParent(),
          Options.CreateOpts.repFac((short) hadoop.getInt("dfs.replication", 3)),
          Options.CreateOpts.blockSize(hadoop.getLongBytes("dfs.blocksize", 128L << 20))
        };
  }

  @Override
  public void makeDirectories(StorePath directory) throws IOException {
    try {
      // Without permissions: the user's umask decides.
      files.mkdir(hadoop(directory), null, true);
    } catch (IOException e) {
      throw HadoopErrors.translate(e, directory);
    }
  }

  @Override
  public OutputStream create(StorePath file) throws IOException {
    try {
      return new SyncedFile(files.create(hadoop(file), NEW_AND_DURABLE, layout), file);
    } catch (IOException e) {
      throw HadoopErrors.translate(e, file);
    }
  }

  @Override
  public InputStream open(StorePath file) throws IOException {
    try {
      return files.open(hadoop(file));
    } catch (IOException e) {
      throw HadoopErrors.translate(e, file);
    }
  }

  @Override
  public Optional<Child> find(StorePath path) throws IOException {
    try {
      return Optional.of(child(path, files.getFileStatus(hadoop(path))));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw HadoopErrors.translate(e, path);
    }
  }

  @Override
  public List<Child> children(StorePath directory) throws IOException {
    List<Child> children = new ArrayList<>();
    Path path = hadoop(directory);
    try {
      for (FileStatus status : files.util().listStatus(path)) {
        if (status.getPath().equals(files.makeQualified(path))) {
          // Hadoop lists a file as itself.
          throw new NotDirectoryException(directory.value());
        }
        children.add(child(directory.child(status.getPath().getName()), status));
      }
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw HadoopErrors.translate(e, directory);
    }
    return children;
  }

  @Override
  public void rename(StorePath from, StorePath to) throws IOException {
    try {
      files.rename(hadoop(from), hadoop(to), Options.Rename.NONE);
    } catch (IOException e) {
      IOException translated = HadoopErrors.translate(e, from, to);
      throw isDirectory(to) ? HadoopErrors.exists(translated, from, to) : translated;
    }
  }

  /** The name node has no specific exception for renaming a file to a directory. */
  private boolean isDirectory(StorePath path) {
    try {
      return files.getFileStatus(hadoop(path)).isDirectory();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void delete(StorePath path) throws IOException {
    delete(path, false);
  }

  /** HDFS counts every replica against its quota; the result does not. */
  @Override
  public Optional<Long> quotaBytes(StorePath directory) throws IOException {
    Path path = files.makeQualified(hadoop(directory));
    try {
      FileSystem system = path.getFileSystem(hadoop);
      long quota = system.getQuotaUsage(path).getSpaceQuota();
      return quota < 0
          ? Optional.empty()
          : Optional.of(quota / Math.max(1, system.getDefaultReplication(path)));
    } catch (IOException e) {
      throw HadoopErrors.translate(e, directory);
    }
  }

  @Override
  public void deleteAll(StorePath path) throws IOException {
    delete(path, true);
  }

  private void delete(StorePath path, boolean deep) throws IOException {
    try {
      files.delete(hadoop(path), deep);
    } catch (FileNotFoundException e) {
      // Already deleted.
    } catch (IOException e) {
      throw HadoopErrors.translate(e, path);
    }
  }

  private static Path hadoop(StorePath path) {
    Path hadoop = new Path(path.value());
    URI uri = hadoop.toUri();
    if (uri.getPath().isEmpty()) {
      // "hdfs://namenode" is the root, which Hadoop requires as "/".
      return new Path(path.value() + "/");
    }
    // "hdfs:///x" is on the default file system, but Hadoop requires a name node after "hdfs:".
    return uri.getAuthority() == null ? new Path(null, null, uri.getPath()) : hadoop;
  }

  private static Child child(StorePath path, FileStatus status) {
    return new Child(
        path,
        status.isDirectory(),
        status.isDirectory() ? 0 : status.getLen(),
        Instant.ofEpochMilli(status.getModificationTime()));
  }
}
