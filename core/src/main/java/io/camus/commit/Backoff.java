package io.camus.commit;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before a store call is retried. */
@FunctionalInterface
public interface Backoff {

  /**
   * Waits.
   *
   * @param retry 1 before the first one
   */
  void await(int retry) throws InterruptedIOException;

  /** Doubles each time, randomised by up to a half, so threads do not retry in lockstep. */
  static Backoff doubling(Duration first) {
    return retry -> {
      long millis = first.toMillis() << Math.min(retry - 1, 16);
      try {
        Thread.sleep(millis / 2 + ThreadLocalRandom.current().nextLong(millis + 1));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting for the file system");
      }
    };
  }
}
