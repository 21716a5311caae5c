package io.camus.hadoop;

import io.camus.failure.RootCause;
import io.camus.model.ConfigurationException;
import io.camus.spi.StorePath;
import java.net.URI;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeysPublic;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The file system of a path.
 *
 * @param scheme for example {@code hdfs}, in lower case
 * @param authority for example {@code namenode:8020}; empty for {@code file}
 */
record StoreAddress(String scheme, String authority) {
  private static final String LOCAL = CommonConfigurationKeysPublic.FS_DEFAULT_NAME_DEFAULT;
  private static final String HDFS_DEFAULT_PORT = ":8020";

  /** The address of a path; one without a scheme is on the default file system. */
  static StoreAddress of(StorePath path, Configuration hadoop) {
    URI uri = uri(path);
    if (uri.getScheme() == null || (uri.getAuthority() == null && sameScheme(uri, hadoop))) {
      uri = defaultUri(hadoop);
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    String authority = uri.getAuthority() == null ? "" : uri.getAuthority();
    return new StoreAddress(
        scheme,
        scheme.equals("hdfs") && authority.endsWith(HDFS_DEFAULT_PORT)
            ? authority.substring(0, authority.length() - HDFS_DEFAULT_PORT.length())
            : authority);
  }

  private static URI uri(StorePath path) {
    try {
      URI uri = new Path(path.value()).toUri();
      boolean root = uri.getPath().isEmpty() && uri.getAuthority() != null;
      if (!root && !uri.getPath().startsWith("/")) {
        throw new ConfigurationException(path + " is not an absolute path");
      }
      return uri;
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(path + " is not a path: " + RootCause.line(e), e);
    }
  }

  /** Without a cluster, avoids loading Hadoop's file systems. */
  private static URI defaultUri(Configuration hadoop) {
    return hadoop.getTrimmed(CommonConfigurationKeysPublic.FS_DEFAULT_NAME_KEY, LOCAL).equals(LOCAL)
        ? URI.create(LOCAL)
        : FileSystem.getDefaultUri(hadoop);
  }

  private static boolean sameScheme(URI uri, Configuration hadoop) {
    return uri.getScheme().equalsIgnoreCase(defaultUri(hadoop).getScheme());
  }

  URI root() {
    return URI.create(scheme + "://" + authority + "/");
  }

  @Override
  public String toString() {
    return scheme + "://" + authority;
  }
}
