package io.camus.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Turns a signal that ends the process (Ctrl-C, SIGTERM) into an interrupt of the working thread,
 * and holds the process until that thread has finished, for a while.
 */
final class Interruption {
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(Thread worker) {
    this.hook =
        new Thread(
            () -> {
              worker.interrupt();
              try {
                finished.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "camus-interruption");
  }

  /** Works in the calling thread, which a signal interrupts meanwhile. */
  static int heeding(IntSupplier work) {
    Interruption interruption = new Interruption(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    try {
      return work.getAsInt();
    } finally {
      interruption.end();
    }
  }

  private void end() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook is at work.
    }
  }
}
