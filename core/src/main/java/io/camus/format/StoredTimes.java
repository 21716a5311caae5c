package io.camus.format;

import org.apache.avro.Schema;

/**
 * Times that are milliseconds in the data, and that files of a table store as microseconds if their
 * format has a type for both. Tables have microseconds, and Iceberg's readers take the numbers of a
 * Parquet file's statistics for microseconds.
 */
public final class StoredTimes {
  /** The property of a schema of such times, which is {@link #MICROS}. */
  public static final String UNIT = "camus.stored.unit";

  public static final String MICROS = "micros";

  /** Microseconds of a millisecond. */
  public static final int OF_MILLI = 1000;

  private StoredTimes() {}

  /** Whether a schema is one of times in milliseconds that are stored as microseconds. */
  public static boolean areMicros(Schema schema) {
    return MICROS.equals(schema.getObjectProp(UNIT));
  }
}
