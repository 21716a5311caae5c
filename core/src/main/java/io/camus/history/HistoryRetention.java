package io.camus.history;

import io.camus.commit.Layout;
import io.camus.model.RunId;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Limits the history by age and size: the oldest finished runs are deleted first. Dead letters are
 * data and are never deleted; neither is the last run.
 *
 * @param maxAge runs that started longer ago are deleted
 * @param quotaOverride quota to assume, in bytes; empty: the store's quota of the execution base
 *     path, if any
 * @param maxOfQuota part of the quota that the history may take, from 0 to 1
 */
public record HistoryRetention(
    Store store,
    Layout layout,
    Optional<Duration> maxAge,
    Optional<Long> quotaOverride,
    double maxOfQuota,
    Clock clock) {

  private record Kept(RunId run, long bytes) {}

  /** Deletes runs beyond the limits, except the active run. */
  public void apply(RunId current) throws IOException {
    Optional<Long> quota =
        quotaOverride.isPresent() ? quotaOverride : store.quotaBytes(layout.base());
    Optional<Long> maxBytes = quota.map(bytes -> (long) (bytes * maxOfQuota));
    if (maxAge.isEmpty() && maxBytes.isEmpty()) {
      return;
    }
    List<Kept> runs = new ArrayList<>();
    for (String name : store.names(layout.history())) {
      if (RunId.matches(name) && !name.equals(current.value())) {
        RunId run = new RunId(name);
        long bytes = maxBytes.isPresent() ? bytes(run) : 0;
        runs.add(new Kept(run, bytes));
      }
    }
    long total = runs.stream().mapToLong(Kept::bytes).sum();
    for (Kept kept : runs) {
      boolean tooOld =
          maxAge.isPresent()
              && kept.run().startedAt().isBefore(clock.instant().minus(maxAge.get()));
      boolean tooMuch = maxBytes.isPresent() && total > maxBytes.get();
      if (tooOld || tooMuch) {
        total -= kept.bytes();
        delete(kept.run());
      }
    }
  }

  /** The deletable files of a run in the history. */
  private long bytes(RunId run) throws IOException {
    long[] bytes = {0};
    for (StorePath path : deletable(run)) {
      store.forEach(path, file -> bytes[0] += file.length());
    }
    return bytes[0];
  }

  private List<StorePath> deletable(RunId run) throws IOException {
    return store.names(layout.history(run)).stream()
        .map(layout.history(run)::child)
        .filter(path -> !path.equals(layout.deadLetters(run)))
        .toList();
  }

  private void delete(RunId run) throws IOException {
    for (StorePath path : deletable(run)) {
      store.deleteAll(path);
    }
    if (store.names(layout.history(run)).isEmpty()) {
      store.delete(layout.history(run));
    }
  }
}
