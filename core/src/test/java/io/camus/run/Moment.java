package io.camus.run;

import io.camus.spi.StorePath;
import java.util.Random;

/**
 * One of a process's store calls, drawn by chance; half of the time from those where others look as
 * well, since more can go wrong there.
 */
final class Moment {
  private final boolean shared;
  private int callsBefore;

  private Moment(boolean shared, int callsBefore) {
    this.shared = shared;
    this.callsBefore = callsBefore;
  }

  /**
   * Draws one, early ones more often than late ones; it may be later than the process lives.
   *
   * @param most calls before it at most, as a power of two
   */
  static Moment any(Random random, int most) {
    boolean shared = random.nextBoolean();
    int bits = random.nextInt(shared ? most - 1 : most + 1);
    return new Moment(shared, random.nextInt(1 << bits));
  }

  /** Whether this call is it; asked once for every call. */
  boolean hasCome(StorePath path) {
    return (!shared || isShared(path)) && callsBefore-- == 0;
  }

  private static boolean isShared(StorePath path) {
    StorePath parent = path.parent();
    return parent.name().equals("commits")
        || path.name().equals("runs")
        || path.name().equals("tasks")
        || parent.name().equals("tasks")
        || parent.name().equals("data")
        || (path.value().startsWith("/data/") && path.name().contains("+"));
  }
}
