package io.camus.cli.terminal;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A clock that moves a line of progress also while the work waits for others. Close it to stop. */
final class Beat implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(250);

  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "camus-progress");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Starts it.
   *
   * @param each what to do at each beat; if it fails, the beats end, and nothing else
   */
  @SuppressWarnings("FutureReturnValueIgnored")
  void start(Runnable each) {
    beats.scheduleAtFixedRate(
        each, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    beats.shutdownNow();
  }
}
