package io.camus.time;

/** The last parsed event time; accepts only times in the years 0 to 9999, UTC. */
public final class EventTime {
  public static final long FIRST_MILLIS = -62_167_219_200_000L;
  public static final long LAST_MILLIS = 253_402_300_799_999L;

  private long millis;

  /** Accepts a time in milliseconds since the epoch; false if it is out of range. */
  public boolean accept(long candidateMillis) {
    if (candidateMillis < FIRST_MILLIS || candidateMillis > LAST_MILLIS) {
      return false;
    }
    millis = candidateMillis;
    return true;
  }

  /** The last accepted time, milliseconds since the epoch. */
  public long millis() {
    return millis;
  }
}
