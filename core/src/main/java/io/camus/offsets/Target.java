package io.camus.offsets;

import io.camus.model.ConfigurationException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;

/** Where positions are set to. */
public sealed interface Target {
  /** The oldest record that the broker holds. */
  record Earliest() implements Target {}

  /** The next record to be produced. */
  record Latest() implements Target {}

  /**
   * The first record whose Kafka timestamp is at or after a time; the end if there is none.
   *
   * @param time the time
   */
  record AtTime(Instant time) implements Target {}

  /**
   * An offset that the broker has, or the end.
   *
   * @param offset the offset
   */
  record AtOffset(long offset) implements Target {}

  /**
   * Reads {@code earliest}, {@code latest}, an offset or an ISO-8601 time.
   *
   * @throws ConfigurationException if it is not one of these
   */
  static Target parse(String text) {
    if (text.equals("earliest")) {
      return new Earliest();
    }
    if (text.equals("latest")) {
      return new Latest();
    }
    try {
      return text.matches("\\d+")
          ? new AtOffset(Long.parseLong(text))
          : new AtTime(Instant.parse(text));
    } catch (NumberFormatException | DateTimeException e) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "--to %s: must be earliest, latest, an offset such as 1200, or a time such as 2026-11-22T14:00:00Z",
              text),
          e);
    }
  }

  /** For people: {@code the first record of 2026-11-22T14:00:00Z or later}. */
  default String inWords() {
    if (this instanceof AtTime atTime) {
      return String.format(Locale.ROOT, "the first record of %s or later", atTime.time());
    }
    if (this instanceof AtOffset atOffset) {
      return "offset " + atOffset.offset();
    }
    return this instanceof Earliest ? "the earliest" : "the latest";
  }
}
