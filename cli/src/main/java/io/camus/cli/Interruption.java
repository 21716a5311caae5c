package io.camus.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Work that can be stopped from another thread, which interrupts it and waits for its end, for a
 * while. Works once.
 */
final class Interruption {
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private final CountDownLatch finished = new CountDownLatch(1);
  private Thread worker;
  private boolean stopped;

  /**
   * Works in the calling thread, and is stopped by a signal that ends the process (Ctrl-C,
   * SIGTERM).
   */
  static <T> T heeding(Supplier<T> work) {
    Interruption interruption = new Interruption();
    Thread hook = new Thread(interruption::stop, "camus-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return interruption.work(work);
    } finally {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process is ending: the hook is at work.
      }
    }
  }

  /** Works in the calling thread; with an interrupt pending if it was stopped before it began. */
  <T> T work(Supplier<T> work) {
    synchronized (this) {
      worker = Thread.currentThread();
      if (stopped) {
        worker.interrupt();
      }
    }
    try {
      return work.get();
    } finally {
      synchronized (this) {
        worker = null;
      }
      finished.countDown();
    }
  }

  /** Stops the work and returns when it has finished, after 25 seconds at the latest. */
  void stop() {
    synchronized (this) {
      stopped = true;
      if (worker == null) {
        return;
      }
      worker.interrupt();
    }
    try {
      finished.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
