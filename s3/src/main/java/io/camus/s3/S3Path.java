package io.camus.s3;

import io.camus.spi.StorePath;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path in S3: {@code s3://bucket/key}.
 *
 * @param scheme as written
 * @param key without a slash at its start; empty for the bucket itself
 */
record S3Path(String scheme, String bucket, String key) {
  private static final Pattern PATH =
      Pattern.compile("(?<scheme>s3a?)://(?<bucket>[^/]+)(?:/(?<key>.*))?", Pattern.DOTALL);

  /** Listings of directory buckets are not sorted. */
  private static final String DIRECTORY_BUCKET = "--x-s3";

  /**
   * Reads a path.
   *
   * @throws IllegalArgumentException with the reason why it is not one
   */
  static S3Path of(String text) {
    Matcher matcher = PATH.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("write it as s3://bucket/prefix");
    }
    return new S3Path(
        matcher.group("scheme"),
        matcher.group("bucket"),
        Optional.ofNullable(matcher.group("key")).orElse(""));
  }

  /**
   * Refuses a path that cannot hold the files of a pipeline.
   *
   * @throws IllegalArgumentException with the reason
   */
  static void requireSound(StorePath path) {
    S3Path read = of(path.value());
    if (read.bucket().endsWith(DIRECTORY_BUCKET)) {
      throw new IllegalArgumentException(
          "listings of a directory bucket are not sorted; use a general purpose bucket");
    }
    for (String name : read.key().isEmpty() ? new String[0] : read.key().split("/", -1)) {
      if (name.isEmpty() || name.equals(".") || name.equals("..")) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "the key %s has an empty name, \".\" or \"..\"", read.key()));
      }
    }
  }

  /** The path of the bucket itself. */
  String root() {
    return scheme + "://" + bucket;
  }

  /** The path of another key in this bucket. */
  String sibling(String otherKey) {
    return root() + "/" + otherKey;
  }
}
