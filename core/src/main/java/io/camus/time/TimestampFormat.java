package io.camus.time;

import static java.util.Objects.requireNonNull;

import java.time.ZoneId;

/**
 * How a field spells a moment: a text, and a number if a subclass reads some. Safe for use by
 * several threads.
 */
public abstract class TimestampFormat {
  private final ZoneId zone;

  TimestampFormat(ZoneId zone) {
    this.zone = requireNonNull(zone, "zone");
  }

  /** The clock that is read if neither the text nor its format names a zone. */
  public final ZoneId zone() {
    return zone;
  }

  /** Reads an integer; false if it is no time. */
  public boolean read(long number, EventTime into) {
    return false;
  }

  /** Reads a number with a fraction; false if it is no time. */
  public boolean read(double number, EventTime into) {
    return false;
  }

  /** Reads a text; false if it is no time. */
  public abstract boolean read(String text, EventTime into);
}
