package io.camus.setup;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A deadline for an answer, with an early callback if there is none. */
final class Deadline {
  private static final long QUIET_NANOS = Duration.ofSeconds(5).toNanos();

  private final Duration allowed;
  private final long endNanos;
  private final Consumer<Deadline> onSilence;
  private boolean told;

  /**
   * @param onSilence called once, by the waiting thread, after a few seconds without an answer
   */
  Deadline(Duration allowed, Consumer<Deadline> onSilence) {
    this.allowed = allowed;
    this.endNanos = System.nanoTime() + allowed.toNanos();
    this.onSilence = onSilence;
  }

  static Deadline in(Duration allowed) {
    return new Deadline(allowed, deadline -> {});
  }

  /** How long to wait until {@link #silent} is due, or until the deadline. */
  long patienceNanos() {
    return told ? remainingNanos() : Math.min(remainingNanos(), QUIET_NANOS);
  }

  /** Nothing arrived for {@link #patienceNanos}; returns whether to keep waiting. */
  boolean silent() {
    if (told || remainingNanos() == 0) {
      return false;
    }
    told = true;
    onSilence.accept(this);
    return true;
  }

  /** The original duration. */
  Duration allowed() {
    return allowed;
  }

  long remainingNanos() {
    return Math.max(0, endNanos - System.nanoTime());
  }

  /** The remaining time in whole milliseconds, at least 1, for Kafka's options. */
  int remainingMillis() {
    long millis = TimeUnit.NANOSECONDS.toMillis(remainingNanos());
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, millis));
  }
}
