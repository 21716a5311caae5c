package io.camus.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * Shortens the names of published files to what file systems allow (docs/protocol.md, "Names of
 * data files"): in a name of more than 255 bytes, the longest part between two {@code +}, which is
 * the topic, is replaced by its first characters, {@code ~} and its digest. Topic names cannot
 * contain {@code ~}.
 *
 * <p>Short names are unchanged, so the rule is idempotent.
 */
public final class ShortNames {
  /** Maximum length of a name in bytes, on local file systems and, by default, on HDFS. */
  public static final int MAX_BYTES = 255;

  private static final int KEPT_CHARACTERS = 100;
  private static final int DIGEST_BYTES = 16;
  private static final int MOST_BYTES_OF_A_CHARACTER = 3;

  private ShortNames() {}

  /** A path with all components shortened. */
  public static String ofPath(String path) {
    StringBuilder steps = new StringBuilder(path.length());
    int from = 0;
    while (true) {
      int slash = path.indexOf('/', from);
      steps.append(ofName(path.substring(from, slash < 0 ? path.length() : slash)));
      if (slash < 0) {
        return steps.toString();
      }
      steps.append('/');
      from = slash + 1;
    }
  }

  private static String ofName(String name) {
    if (isShort(name)) {
      return name;
    }
    String longest =
        List.of(name.split("\\+", -1)).stream()
            .max(Comparator.comparingInt(String::length))
            .orElseThrow();
    String shortened = name.replace(longest, ofPart(longest));
    return isShort(shortened) ? shortened : ofPart(name);
  }

  /** The length of a name in bytes. */
  public static int bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length;
  }

  private static boolean isShort(String name) {
    return name.length() * MOST_BYTES_OF_A_CHARACTER <= MAX_BYTES || bytes(name) <= MAX_BYTES;
  }

  /** The replacement of a topic, or of another long part, in names that are too long. */
  public static String ofPart(String part) {
    int kept = Math.min(part.length(), KEPT_CHARACTERS);
    while (kept > 0
        && (bytes(part.substring(0, kept)) > KEPT_CHARACTERS
            || Character.isHighSurrogate(part.charAt(kept - 1)))) {
      kept--;
    }
    return part.substring(0, kept) + "~" + digest(part);
  }

  private static String digest(String part) {
    try {
      byte[] sha256 =
          MessageDigest.getInstance("SHA-256").digest(part.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha256, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
