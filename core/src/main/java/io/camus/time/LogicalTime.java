package io.camus.time;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;

/** What an Avro schema says about the numbers of a field. */
public enum LogicalTime {
  /** Nothing: the configured format decides. */
  PLAIN,
  MILLIS,
  MICROS,
  NANOS,
  /** From here on: what a clock showed, in a zone that the schema does not name. */
  LOCAL_MILLIS,
  LOCAL_MICROS,
  LOCAL_NANOS,
  /** Days since 1970-01-01; the day's first moment is meant. */
  DATE;

  private static final long MILLIS_PER_DAY = 86_400_000;

  /** What the schema of a number says; empty if it says that this is no moment. */
  public static Optional<LogicalTime> of(Schema schema) {
    LogicalType type = schema.getLogicalType();
    if (type == null) {
      return Optional.of(PLAIN);
    }
    return switch (type.getName()) {
      case "timestamp-millis" -> Optional.of(MILLIS);
      case "timestamp-micros" -> Optional.of(MICROS);
      case "timestamp-nanos" -> Optional.of(NANOS);
      case "local-timestamp-millis" -> Optional.of(LOCAL_MILLIS);
      case "local-timestamp-micros" -> Optional.of(LOCAL_MICROS);
      case "local-timestamp-nanos" -> Optional.of(LOCAL_NANOS);
      case "date" -> Optional.of(DATE);
      default -> Optional.empty();
    };
  }

  /** Reads a number; false if it is no time. */
  public boolean read(long number, TimestampFormat format, EventTime into) {
    boolean read =
        switch (this) {
          case PLAIN -> format.read(number, into);
          case MILLIS, LOCAL_MILLIS -> UnixTime.read(number, TimeUnit.MILLISECONDS, into);
          case MICROS, LOCAL_MICROS -> UnixTime.read(number, TimeUnit.MICROSECONDS, into);
          case NANOS, LOCAL_NANOS -> UnixTime.read(number, TimeUnit.NANOSECONDS, into);
          case DATE -> Math.abs(number) < Integer.MAX_VALUE && into.accept(number * MILLIS_PER_DAY);
        };
    return read && (compareTo(LOCAL_MILLIS) < 0 || fromClock(format.zone(), into));
  }

  private static boolean fromClock(ZoneId zone, EventTime into) {
    long shown = into.millis();
    LocalDateTime local =
        LocalDateTime.ofEpochSecond(Math.floorDiv(shown, 1000L), 0, ZoneOffset.UTC);
    return into.accept(shown - zone.getRules().getOffset(local).getTotalSeconds() * 1000L);
  }
}
