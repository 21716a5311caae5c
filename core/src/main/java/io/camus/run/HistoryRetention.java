package io.camus.run;

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
 * Keeps the history within an age and a size: the oldest finished runs go first. Dead letters are
 * data and stay, whatever their age; the last run stays too.
 */
public final class HistoryRetention {
  private final Store store;
  private final Layout layout;
  private final Optional<Duration> maxAge;
  private final Optional<Long> quotaOverride;
  private final double maxOfQuota;
  private final Clock clock;

  /**
   * @param maxAge runs that started longer ago are deleted
   * @param quotaOverride bytes to take for the quota; empty: the quota that the store sets on the
   *     execution base path, if any
   * @param maxOfQuota part of the quota that the history may take, from 0 to 1
   */
  public HistoryRetention(
      Store store,
      Layout layout,
      Optional<Duration> maxAge,
      Optional<Long> quotaOverride,
      double maxOfQuota,
      Clock clock) {
    this.store = store;
    this.layout = layout;
    this.maxAge = maxAge;
    this.quotaOverride = quotaOverride;
    this.maxOfQuota = maxOfQuota;
    this.clock = clock;
  }

  private record Kept(RunId run, long bytes) {}

  void apply(RunId current) throws IOException {
    Optional<Long> quota =
        quotaOverride.isPresent() ? quotaOverride : store.quotaBytes(layout.base());
    Optional<Long> maxBytes = quota.map(bytes -> (long) (bytes * maxOfQuota));
    if (maxAge.isEmpty() && maxBytes.isEmpty()) {
      return;
    }
    List<Kept> runs = new ArrayList<>();
    for (Store.Entry entry : store.list(layout.history())) {
      String name = entry.path().name();
      if (entry.directory() && RunId.matches(name) && !name.equals(current.value())) {
        RunId run = new RunId(name);
        long bytes = maxBytes.isPresent() ? bytes(entry.path(), layout.deadLetters(run)) : 0;
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

  /** What a directory holds, without what would not be deleted. */
  private long bytes(StorePath directory, StorePath spared) throws IOException {
    long bytes = 0;
    for (Store.Entry entry : store.list(directory)) {
      if (!entry.path().equals(spared)) {
        bytes += entry.directory() ? bytes(entry.path(), spared) : entry.length();
      }
    }
    return bytes;
  }

  private void delete(RunId run) throws IOException {
    StorePath errors = layout.deadLetters(run);
    boolean keepsErrors = false;
    for (Store.Entry entry : store.list(layout.history(run))) {
      if (entry.path().equals(errors)) {
        keepsErrors = true;
      } else if (entry.directory()) {
        store.deleteTree(entry.path());
      } else {
        store.delete(entry.path());
      }
    }
    if (!keepsErrors) {
      store.delete(layout.history(run));
    }
  }
}
