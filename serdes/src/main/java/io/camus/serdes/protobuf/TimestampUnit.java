package io.camus.serdes.protobuf;

import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;

/** The unit in which {@code google.protobuf.Timestamp} is written. */
enum TimestampUnit {
  MICROS(1_000_000),
  NANOS(1_000_000_000);

  private static final int NANOS_PER_SECOND = 1_000_000_000;

  private final long perSecond;

  TimestampUnit(long perSecond) {
    this.perSecond = perSecond;
  }

  LogicalType type() {
    return switch (this) {
      case MICROS -> LogicalTypes.timestampMicros();
      case NANOS -> LogicalTypes.timestampNanos();
    };
  }

  /** Whether a part of the nanoseconds is smaller than the unit. */
  boolean cuts(int nanos) {
    return nanos % (NANOS_PER_SECOND / perSecond) != 0;
  }

  /**
   * The units since the epoch; smaller parts are cut off, toward the past.
   *
   * @param nanos of the second, never negative
   * @throws ArithmeticException if a long cannot hold it
   */
  long of(long seconds, int nanos) {
    return Math.addExact(
        Math.multiplyExact(seconds, perSecond), nanos / (NANOS_PER_SECOND / perSecond));
  }
}
