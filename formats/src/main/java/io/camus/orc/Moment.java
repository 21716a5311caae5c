package io.camus.orc;

import io.camus.model.ConfigurationException;
import java.util.Locale;
import org.apache.avro.LogicalType;
import org.apache.orc.storage.ql.exec.vector.TimestampColumnVector;

/** The units of Avro's timestamps, as ORC's milliseconds and nanoseconds of a second. */
enum Moment {
  NONE(1),
  MILLIS(1_000),
  MICROS(1_000_000),
  NANOS(1_000_000_000),
  LOCAL_MILLIS(1_000),
  LOCAL_MICROS(1_000_000),
  LOCAL_NANOS(1_000_000_000);

  private static final int NANOS_A_SECOND = 1_000_000_000;
  private static final int MILLIS_A_SECOND = 1_000;

  private final long perSecond;

  Moment(long perSecond) {
    this.perSecond = perSecond;
  }

  /** That of a long; {@link #NONE} for a number. */
  static Moment of(LogicalType type) {
    return switch (type == null ? "" : type.getName()) {
      case "timestamp-millis" -> MILLIS;
      case "timestamp-micros" -> MICROS;
      case "timestamp-nanos" -> NANOS;
      case "local-timestamp-millis" -> LOCAL_MILLIS;
      case "local-timestamp-micros" -> LOCAL_MICROS;
      case "local-timestamp-nanos" -> LOCAL_NANOS;
      default -> NONE;
    };
  }

  /**
   * Puts a timestamp into a column.
   *
   * @throws ConfigurationException if it is in the second before 1970, and not in its first
   *     millisecond: ORC stores seconds rounded toward zero, and so cannot tell it from one in the
   *     second after
   */
  void put(TimestampColumnVector column, int row, long value) {
    long seconds = Math.floorDiv(value, perSecond);
    int nanos = (int) (Math.floorMod(value, perSecond) * (NANOS_A_SECOND / perSecond));
    if (seconds == -1 && nanos >= NANOS_A_SECOND / MILLIS_A_SECOND) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%d is a timestamp in the last second of 1969, which ORC cannot store; set"
                  + " camus.orc.timestamps = long, or use camus.output.format = parquet or avro",
              value));
    }
    column.time[row] = seconds * MILLIS_A_SECOND + nanos / (NANOS_A_SECOND / MILLIS_A_SECOND);
    column.nanos[row] = nanos;
  }

  long get(TimestampColumnVector column, int row) {
    long seconds = Math.floorDiv(column.time[row], MILLIS_A_SECOND);
    return seconds * perSecond + column.nanos[row] / (NANOS_A_SECOND / perSecond);
  }
}
