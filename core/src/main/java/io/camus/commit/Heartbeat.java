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
 * The heartbeat of a run's driver: an empty file such as {@code heartbeat-17} in the run's
 * directory, a new one at each beat. Its age is the difference between the reader's clock and the
 * store's clock at writing.
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
   * Writes the next heartbeat and deletes the previous one; does nothing after the run was cleaned
   * up, which deletes its plan.
   */
  public synchronized void beat() throws IOException {
    if (store.stat(plan).isPresent()) {
      beats++; // First: a failed beat may exist nevertheless, and its name is then taken.
      store.putIfAbsent(directory.child(PREFIX + beats), Content.EMPTY);
      store.delete(directory.child(PREFIX + (beats - 1)));
    }
  }

  /** When the last heartbeat was written. */
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
