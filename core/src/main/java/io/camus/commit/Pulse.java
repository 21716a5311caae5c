package io.camus.commit;

import io.camus.failure.RootCause;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a run's heartbeats from a separate thread until it is closed, even while the driver is
 * busy.
 */
public final class Pulse implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

  private final Heartbeat heartbeat;
  private final Duration interval;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Begins after one interval.
   *
   * @param interval between two heartbeats
   */
  public Pulse(Heartbeat heartbeat, Duration interval) {
    this.heartbeat = heartbeat;
    this.interval = interval;
    thread = new Thread(this::beatOnAndOn, "camus-heartbeat");
    thread.setDaemon(true);
    thread.start();
  }

  private void beatOnAndOn() {
    while (!closed) {
      try {
        Thread.sleep(interval.toMillis());
        heartbeat.beat();
      } catch (InterruptedException e) {
        return;
      } catch (IOException | RuntimeException e) {
        if (!closed) {
          LOG.warn("cannot write the heartbeat: {}", RootCause.line(e));
        }
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
