package io.camus.model;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * The number of records of one partition that Kafka had in a pulled range and that are in no data
 * file, for one reason and in one audit window.
 *
 * @param partition the number of the partition
 * @param reason why they were left out
 * @param windowStartMillis begin of the window, milliseconds since the epoch: of event time if the
 *     history limit left them out, else of Kafka's time. Empty if a record has no time, or if the
 *     task had no room for further windows
 * @param firstOffset offset of the first of them
 * @param lastOffset offset of the last one, inclusive
 * @param count number of records, at least 1
 */
public record LeftOut(
    int partition,
    Reason reason,
    OptionalLong windowStartMillis,
    long firstOffset,
    long lastOffset,
    long count) {

  /** Why a record is in no data file. The names are part of the file format. */
  public enum Reason {
    SCHEMA_NOT_FOUND,
    MALFORMED,
    NO_EVENT_TIME,
    /** A tombstone, rejected or skipped. */
    NULL_VALUE,
    /** Its event time is older than {@code kafka.max.historical.days}. */
    HISTORY_LIMIT;

    /** The reason for a rejected record. */
    public static Reason of(RejectionCause cause) {
      return switch (cause) {
        case SCHEMA_NOT_FOUND -> SCHEMA_NOT_FOUND;
        case MALFORMED -> MALFORMED;
        case NO_EVENT_TIME -> NO_EVENT_TIME;
        case NULL_VALUE -> NULL_VALUE;
      };
    }
  }

  public LeftOut {
    requireNonNull(reason, "reason");
    requireNonNull(windowStartMillis, "windowStartMillis");
    if (count < 1 || lastOffset - firstOffset < count - 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d records are not in the offsets from %d to %d",
              count,
              firstOffset,
              lastOffset));
    }
  }
}
