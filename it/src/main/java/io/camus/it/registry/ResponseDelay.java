package io.camus.it.registry;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The time that a registry takes before it answers, as long as somebody wants it to: a delay of
 * everything, and silence about some paths. Safe for use by several threads.
 */
final class ResponseDelay {
  private Duration delay = Duration.ZERO;
  private Predicate<String> silence = path -> false;

  /** From now on everything takes this much longer. */
  synchronized void delayBy(Duration longer) {
    delay = longer;
    notifyAll();
  }

  /** From now on these paths get no answer. */
  synchronized void beSilentAbout(Predicate<String> paths) {
    silence = paths;
    notifyAll();
  }

  /** There is no delay any more, not for those who wait either. */
  synchronized void end() {
    delay = Duration.ZERO;
    silence = path -> false;
    notifyAll();
  }

  /** Returns when what is asked for at a path may be answered. */
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
