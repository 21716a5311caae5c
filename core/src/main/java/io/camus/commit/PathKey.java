package io.camus.commit;

import io.camus.model.ShortNames;
import java.util.regex.Pattern;

/**
 * A path without scheme and authority, with the short form of names that are too long. All paths of
 * a pipeline are on one file system, but a record may spell them {@code /data} where the
 * configuration now says {@code hdfs://nn/data}; and an HDFS without a limit for names may hold
 * files that an earlier version has published under their full names.
 */
public final class PathKey {
  private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:(//[^/]*)?(?=/)");

  private PathKey() {}

  public static String of(String path) {
    return ShortNames.ofPath(SCHEME.matcher(path).replaceFirst(""));
  }
}
