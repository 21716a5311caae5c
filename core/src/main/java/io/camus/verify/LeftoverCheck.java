package io.camus.verify;

import io.camus.commit.Layout;
import io.camus.commit.LogReader;
import io.camus.model.RunId;
import io.camus.spi.Receipt;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.verify.Leftover.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds staged files that no active run is working on. They are listed before the log is read: a
 * run that staged a file earlier, and is not open in the log, never commits it. Files that a run
 * publishes or discards during the check are not reported.
 */
final class LeftoverCheck {
  private final Store store;
  private final Layout layout;
  private final Set<Store.Unpublished> listed;

  /** Lists the staged files; call it before the log is read. */
  LeftoverCheck(Store store, Layout layout) throws IOException {
    this.store = store;
    this.layout = layout;
    this.listed = list();
  }

  private Set<Store.Unpublished> list() throws IOException {
    Set<Store.Unpublished> all = new LinkedHashSet<>();
    all.addAll(store.unpublished(layout.destination(), layout.runs()));
    all.addAll(store.unpublished(layout.errors().orElse(layout.history()), layout.runs()));
    return all;
  }

  /**
   * The files that are left over. None if the log lacks records, because a lost one may have them.
   */
  List<Leftover> find(LogCheck log, LogReader records) throws IOException {
    if (listed.isEmpty() || !log.isWhole()) {
      return List.of();
    }
    Set<Store.Unpublished> committed = committed(log.unpublished(), records);
    Set<String> remaining = new HashSet<>();
    list().forEach(it -> remaining.add(it.id()));
    List<Leftover> found = new ArrayList<>();
    for (Store.Unpublished it : listed) {
      Optional<RunId> run = run(it);
      boolean active = run.filter(log.openRuns()::contains).isPresent();
      if (remaining.contains(it.id()) && (committed.contains(it) || !active)) {
        Kind left = it.scratch().isPresent() ? Kind.ABANDONED : Kind.UNKNOWN;
        found.add(
            new Leftover(
                committed.contains(it) ? Kind.COMMITTED : left,
                it.destination(),
                it.id(),
                run,
                it.since()));
      }
    }
    return found;
  }

  private Set<Store.Unpublished> committed(List<Long> unpublished, LogReader records)
      throws IOException {
    Set<Store.Unpublished> committed = new HashSet<>();
    for (long number : unpublished) {
      Set<StorePath> destinations = new HashSet<>();
      Set<Receipt> receipts = new HashSet<>();
      records
          .read(number)
          .files()
          .forEach(
              file -> {
                StorePath destination = new StorePath(file.destination());
                destinations.add(destination);
                receipts.add(new Receipt(destination, file.staged()));
              });
      listed.stream()
          .filter(it -> destinations.contains(it.destination()))
          .filter(it -> receipts.stream().anyMatch(it::isOf))
          .forEach(committed::add);
    }
    return committed;
  }

  /** The run whose directory has the scratch path, or that is in the name. */
  private Optional<RunId> run(Store.Unpublished file) {
    String runs = layout.runs().value() + "/";
    return file.scratch()
        .map(StorePath::value)
        .filter(it -> it.startsWith(runs))
        .map(it -> it.substring(runs.length()).split("/", 2)[0])
        .filter(RunId::matches)
        .or(() -> FileName.run(file.destination().name()))
        .map(RunId::new);
  }
}
