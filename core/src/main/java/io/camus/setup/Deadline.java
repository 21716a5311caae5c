package io.camus.setup;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A point in time by which an answer has to be there. Its owner may want to know early that nothing
 * comes.
 */
final class Deadline {
  private static final long QUIET_NANOS = Duration.ofSeconds(5).toNanos();

  private final Duration allowed;
  private final long endNanos;
  private final Consumer<Deadline> onSilence;
  private boolean told;

  /**
   * @param onSilence called once by whoever waits, a few seconds before which nothing came
   */
  Deadline(Duration allowed, Consumer<Deadline> onSilence) {
    this.allowed = allowed;
    this.endNanos = System.nanoTime() + allowed.toNanos();
    this.onSilence = onSilence;
  }

  static Deadline in(Duration allowed) {
    return new Deadline(allowed, deadline -> {});
  }

  /** How long to wait before {@link #silent} is called, or at all. */
  long patienceNanos() {
    return told ? remainingNanos() : Math.min(remainingNanos(), QUIET_NANOS);
  }

  /** Nothing came for {@link #patienceNanos}; whether to go on waiting. */
  boolean silent() {
    if (told || remainingNanos() == 0) {
      return false;
    }
    told = true;
    onSilence.accept(this);
    return true;
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
