package io.camus.commit;

import io.camus.model.RunId;
import io.camus.spi.Content;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The sign of life of a run's driver: an empty file {@code heartbeat-17} in the run's directory,
 * made anew at each beat. Its age is judged by the store's clock at writing and the reader's at
 * reading.
 */
public final class Heartbeat {
  private static final String PREFIX = "heartbeat-";

  private final Store store;
  private final StorePath directory;
  private final StorePath plan;
  private long beats;

  public Heartbeat(Store store, Layout layout, RunId run) {
    this.store = store;
    this.directory = layout.run(run);
    this.plan = layout.plan(run);
  }

  /**
   * Makes the next sign and deletes the one before; does nothing once the run was cleaned up, which
   * takes its plan.
   */
  public synchronized void beat() throws IOException {
    if (store.stat(plan).isPresent()) {
      beats++; // First: a beat that failed may be there all the same, and its name is taken then.
      store.putIfAbsent(directory.child(PREFIX + beats), Content.EMPTY);
      store.delete(directory.child(PREFIX + (beats - 1)));
    }
  }

  /** When the last sign was made. */
  static Optional<Instant> last(Store store, Layout layout, RunId run) throws IOException {
    Optional<Instant> last = Optional.empty();
    for (String name : store.names(layout.run(run))) {
      if (name.startsWith(PREFIX)) {
        Optional<Instant> sign = store.stat(layout.run(run).child(name)).map(Store.Entry::modified);
        last = Stream.concat(last.stream(), sign.stream()).max(Comparator.naturalOrder());
      }
    }
    return last;
  }
}
