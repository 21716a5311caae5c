package io.camus.commit;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before a call of a store is tried again. */
@FunctionalInterface
public interface Backoff {

  /**
   * Waits.
   *
   * @param retry 1 before the first one
   */
  void await(int retry) throws InterruptedIOException;

  /** Twice as long each time, up to a half more or less, so that threads do not keep in step. */
  static Backoff doubling(Duration first) {
    return retry -> {
      long millis = first.toMillis() << Math.min(retry - 1, 16);
      try {
        Thread.sleep(millis / 2 + ThreadLocalRandom.current().nextLong(millis + 1));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting for the store");
      }
    };
  }
}
