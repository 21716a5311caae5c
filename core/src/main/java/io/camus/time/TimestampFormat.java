package io.camus.time;

import static java.util.Objects.requireNonNull;

import java.time.ZoneId;

/** A format of times in fields: text, and numbers in some subclasses. Thread-safe. */
public abstract class TimestampFormat {
  private final ZoneId zone;

  TimestampFormat(ZoneId zone) {
    this.zone = requireNonNull(zone, "zone");
  }

  /** The zone if neither the text nor the format specifies one. */
  public final ZoneId zone() {
    return zone;
  }

  /** Reads an integer; false if it is not a time. */
  public boolean read(long number, EventTime into) {
    return false;
  }

  /** Reads a number with a fraction; false if it is not a time. */
  public boolean read(double number, EventTime into) {
    return false;
  }

  /** Reads a text; false if it is not a time. */
  public abstract boolean read(String text, EventTime into);
}
