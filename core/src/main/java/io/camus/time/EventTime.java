package io.camus.time;

/** The event time that was read last; takes only times in the years 0 to 9999 of UTC. */
public final class EventTime {
  public static final long FIRST_MILLIS = -62_167_219_200_000L;
  public static final long LAST_MILLIS = 253_402_300_799_999L;

  private long millis;

  /** Takes a time in milliseconds since the epoch, or says that it is out of range. */
  public boolean accept(long candidateMillis) {
    if (candidateMillis < FIRST_MILLIS || candidateMillis > LAST_MILLIS) {
      return false;
    }
    millis = candidateMillis;
    return true;
  }

  /** What was accepted last, milliseconds since the epoch. */
  public long millis() {
    return millis;
  }
}
