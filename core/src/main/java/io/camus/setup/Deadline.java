package io.camus.setup;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A point in time by which an answer has to be there. */
final class Deadline {
  private final Duration allowed;
  private final long endNanos;

  private Deadline(Duration allowed) {
    this.allowed = allowed;
    this.endNanos = System.nanoTime() + allowed.toNanos();
  }

  static Deadline in(Duration allowed) {
    return new Deadline(allowed);
  }

  /** What was allowed at first. */
  Duration allowed() {
    return allowed;
  }

  long remainingNanos() {
    return Math.max(0, endNanos - System.nanoTime());
  }

  /** The rest in whole milliseconds, at least 1, as Kafka's options want it. */
  int remainingMillis() {
    long millis = TimeUnit.NANOSECONDS.toMillis(remainingNanos());
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, millis));
  }
}
