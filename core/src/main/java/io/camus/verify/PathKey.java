package io.camus.verify;

import java.util.regex.Pattern;

/**
 * A path without scheme and authority. All paths of a pipeline are on one file system, but a record
 * may spell them {@code /data} where the configuration now says {@code hdfs://nn/data}.
 */
final class PathKey {
  private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:(//[^/]*)?(?=/)");

  private PathKey() {}

  static String of(String path) {
    return SCHEME.matcher(path).replaceFirst("");
  }
}
