package io.camus.hadoop;

import io.camus.failure.RootCause;
import io.camus.model.ConfigurationException;
import io.camus.model.StorageException;
import io.camus.spi.StorePath;
import io.camus.store.FileSystemStore;
import io.camus.store.LocalStore;
import java.io.IOException;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.HdfsConfiguration;

/** Finds the store that a path lies in, and refuses what cannot keep the commit protocol. */
public final class Stores {
  private static final String COPIES =
      "it has no atomic rename that refuses to overwrite, which the commit needs";
  private static final String CLOSE_DELAY_MILLIS =
      "dfs.client.block.write.locateFollowingBlock.initial.delay.ms";
  private static final String CLOSE_RETRIES = "dfs.client.block.write.locateFollowingBlock.retries";

  private Stores() {}

  /**
   * The store of a path: {@code file:} and {@code hdfs:}, and paths without a scheme where one of
   * these is the default file system. Cheap to use for long, costly to open: open once. New files
   * and directories have the modes that {@code fs.permissions.umask-mode} leaves.
   *
   * @throws ConfigurationException if the path is not absolute or its store cannot keep the commit
   *     protocol; the message names it and says why
   * @throws StorageException if the store cannot be reached
   */
  public static FileSystemStore open(StorePath path, Configuration hadoop) {
    StoreAddress address = StoreAddress.of(path, hadoop);
    FsPermission umask = umask(hadoop);
    return switch (address.scheme()) {
      case "file" -> new LocalStore(umask.toShort());
      case "hdfs" -> hdfs(path, address, hadoop);
      default ->
          throw new ConfigurationException(
              String.format(
                  Locale.ROOT,
                  "%s: the file system %s cannot be used: %s. Use hdfs: or file:.",
                  path,
                  address.scheme(),
                  whyRefused(address.scheme())));
    };
  }

  private static String whyRefused(String scheme) {
    return switch (scheme) {
      case "s3", "s3a", "s3n", "gs", "oss", "cosn", "obs", "ftp", "sftp" -> COPIES;
      case "abfs", "abfss", "wasb", "wasbs", "adl" -> COPIES;
      case "http", "https", "har" -> "nothing can be renamed there";
      case "viewfs" -> "it hides which file system is behind a path; name the hdfs:// path itself";
      case "webhdfs", "swebhdfs" ->
          "it cannot force written data to disk; name the hdfs:// path itself";
      default -> "nobody has proven that its rename is atomic and refuses to overwrite";
    };
  }

  private static FsPermission umask(Configuration hadoop) {
    try {
      return FsPermission.getUMask(hadoop);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s is %s, which is no umask; write it as in 027 or u=rwx,g=rx,o=",
              FsPermission.UMASK_LABEL,
              hadoop.get(FsPermission.UMASK_LABEL)),
          e);
    }
  }

  private static FileSystemStore hdfs(StorePath path, StoreAddress address, Configuration hadoop) {
    HadoopLogin.requireCredentials(path);
    try {
      Configuration impatient = impatient(hadoop);
      return new HadoopStore(FileContext.getFileContext(address.root(), impatient), impatient);
    } catch (IOException | RuntimeException e) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "%s: the file system %s cannot be opened: %s",
              path,
              address,
              RootCause.line(e)),
          e);
    }
  }

  /**
   * Closing a file waits until the name node has heard of its last block, which takes a few
   * milliseconds; Hadoop looks again after 400, which is most of the time of a small file. Looks
   * sooner and more often, unless the user has set other numbers.
   */
  private static Configuration impatient(Configuration hadoop) {
    Configuration impatient = new HdfsConfiguration(hadoop);
    if (impatient.getInt(CLOSE_DELAY_MILLIS, 400) == 400
        && impatient.getInt(CLOSE_RETRIES, 5) == 5) {
      impatient.setInt(CLOSE_DELAY_MILLIS, 10);
      impatient.setInt(CLOSE_RETRIES, 11);
    }
    return impatient;
  }
}
