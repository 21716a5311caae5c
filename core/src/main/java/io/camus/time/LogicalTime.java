package io.camus.time;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;

/** The meaning of an Avro field's numbers, according to its schema. */
public enum LogicalTime {
  /** Unspecified: the configured format applies. */
  PLAIN,
  MILLIS,
  MICROS,
  NANOS,
  /** The following are local times, in a zone that the schema does not specify. */
  LOCAL_MILLIS,
  LOCAL_MICROS,
  LOCAL_NANOS,
  /** Days since 1970-01-01, at the start of the day. */
  DATE;

  private static final long MILLIS_PER_DAY = 86_400_000;

  /** The meaning of a number's schema; empty if it is not a point in time. */
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

  /** Reads a number; false if it is not a time. */
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
