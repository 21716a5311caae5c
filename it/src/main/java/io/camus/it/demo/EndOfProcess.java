package io.camus.it.demo;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends processes that are no children of this one. */
final class EndOfProcess {
  private static final int DEADLINE_SECONDS = 20;

  private EndOfProcess() {}

  /** Asks a process to end, and ends it by force when it does not. */
  static void await(ProcessHandle process) {
    process.destroy();
    try {
      process.onExit().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      process.destroyForcibly();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
