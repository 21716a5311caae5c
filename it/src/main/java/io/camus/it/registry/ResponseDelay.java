package io.camus.it.registry;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Simulates a slow registry: delays all responses, and blocks some paths. Thread-safe. */
final class ResponseDelay {
  private Duration delay = Duration.ZERO;
  private Predicate<String> silence = path -> false;

  /** Delays everything from now on. */
  synchronized void delayBy(Duration longer) {
    delay = longer;
    notifyAll();
  }

  /** Blocks these paths from now on. */
  synchronized void beSilentAbout(Predicate<String> paths) {
    silence = paths;
    notifyAll();
  }

  /** Ends all delays, also for waiting requests. */
  synchronized void end() {
    delay = Duration.ZERO;
    silence = path -> false;
    notifyAll();
  }

  /** Waits until a path may be answered. */
  synchronized void await(String path) throws InterruptedException {
    long start = System.nanoTime();
    long left = delay.toNanos();
    while (left > 0 || silence.test(path)) {
      if (left > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } else {
        wait();
      }
      left = delay.toNanos() - (System.nanoTime() - start);
    }
  }
}
