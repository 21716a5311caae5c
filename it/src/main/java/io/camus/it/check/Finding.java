package io.camus.it.check;

import java.util.Locale;

/**
 * One difference between Kafka and the files.
 *
 * @param kind what is wrong
 * @param where topic-partition@offset, or the file
 * @param text more, for people
 */
public record Finding(Kind kind, String where, String text) {

  /** What can be wrong with a record. */
  public enum Kind {
    /** Only in Kafka. */
    LOST,
    /** More often in the files than in Kafka. */
    DOUBLED,
    /** In a file, but not like this in that partition of Kafka. */
    ALTERED
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s %s: %s", kind, where, text);
  }
}
