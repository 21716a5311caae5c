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

/** Opens the store of a path, and refuses file systems that cannot support the commit protocol. */
public final class Stores {
  private static final String COPIES =
      "it has no atomic rename that refuses to overwrite, which commits need";
  private static final String CLOSE_DELAY_MILLIS =
      "dfs.client.block.write.locateFollowingBlock.initial.delay.ms";
  private static final String CLOSE_RETRIES = "dfs.client.block.write.locateFollowingBlock.retries";

  private Stores() {}

  /**
   * The store of a path: {@code file:} and {@code hdfs:}, and paths without a scheme if one of
   * these is the default file system. Opening is expensive: open once. New files and directories
   * get their modes from {@code fs.permissions.umask-mode}.
   *
   * @throws ConfigurationException if the path is not absolute or its store is unsupported; the
   *     message names it and says why
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
                  "%s: the file system %s cannot be used: %s. Use hdfs:, s3: or file:.",
                  path,
                  address.scheme(),
                  whyRefused(address.scheme())));
    };
  }

  private static String whyRefused(String scheme) {
    return switch (scheme) {
      case "s3", "s3a" -> "the plug-in s3 is not installed; it belongs in plugins/s3";
      case "s3n", "gs", "oss", "cosn", "obs", "ftp", "sftp", "wasb", "wasbs" -> COPIES;
      case "abfs", "abfss", "adl" ->
          "Hadoop looks at the target before a rename, so whether a rename refuses to overwrite is"
              + " up to the storage account, and not tested";
      case "http", "https", "har" -> "it does not support rename";
      case "viewfs" -> "it hides the file system behind a path; use the hdfs:// path";
      case "webhdfs", "swebhdfs" -> "it cannot force written data to disk; use the hdfs:// path";
      default -> "it is not known to have an atomic rename that refuses to overwrite";
    };
  }

  private static FsPermission umask(Configuration hadoop) {
    try {
      return FsPermission.getUMask(hadoop);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s is %s, which is not a umask; write it like 027 or u=rwx,g=rx,o=",
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
   * Closing a file waits until the name node has received its last block, which takes a few
   * milliseconds. Hadoop checks again only after 400 ms, which is most of the time of a small file.
   * Checks sooner and more often, unless the user has set other values.
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
