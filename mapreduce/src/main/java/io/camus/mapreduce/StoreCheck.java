package io.camus.mapreduce;

import io.camus.model.CamusException;
import io.camus.model.ConfigurationException;
import io.camus.model.RootCause;
import io.camus.model.StorageException;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;

/**
 * Finds out whether files can move as the commit protocol moves them: from the execution base path
 * to everywhere that files are published. Really makes and moves a small hidden file, and removes
 * it again; the directories are made if they are missing.
 */
public final class StoreCheck {
  private final Configuration hadoop;

  public StoreCheck(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /**
   * Refuses paths that cannot work.
   *
   * @param targets where files are moved to
   * @throws ConfigurationException if they are not on one file system, or on one that cannot be
   *     used
   * @throws StorageException if a file cannot be made or moved now
   */
  public void requireUsable(StorePath base, List<StorePath> targets) {
    Store store = Stores.open(base, hadoop);
    for (StorePath target : targets) {
      requireUsable(store, base, target);
    }
  }

  /** What is wrong, a sentence each that names the paths; empty if all is well. */
  public List<String> problems(StorePath base, List<StorePath> targets) {
    List<String> problems = new ArrayList<>();
    Store store;
    try {
      store = Stores.open(base, hadoop);
    } catch (CamusException e) {
      return List.of(e.getMessage());
    }
    for (StorePath target : targets) {
      try {
        requireUsable(store, base, target);
      } catch (CamusException e) {
        problems.add(e.getMessage());
      }
    }
    return problems;
  }

  private void requireUsable(Store store, StorePath base, StorePath target) {
    StoreAddress here = StoreAddress.of(base, hadoop);
    StoreAddress there = StoreAddress.of(target, hadoop);
    if (!here.equals(there)) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s is on %s and %s on %s; both have to be on one file system, since a file is moved by renaming it.",
              base,
              here,
              target,
              there));
    }
    try {
      move(store, base, target);
    } catch (AtomicMoveNotSupportedException e) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT, "files cannot move from %s to %s: %s.", base, target, e.getReason()),
          e);
    } catch (IOException e) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "a file cannot be made in %s and renamed to %s: %s.",
              base,
              target,
              RootCause.line(e)),
          e);
    }
  }

  private static void move(Store store, StorePath base, StorePath target) throws IOException {
    String name = ".camus-check-" + UUID.randomUUID();
    StorePath from = base.child(name);
    StorePath to = target.child(name + ".moved");
    store.makeDirectories(base);
    store.makeDirectories(target);
    try {
      store.create(from).close(); // Empty: a full disk must not keep a run from its recovery.
      store.rename(from, to);
    } finally {
      store.delete(from);
      store.delete(to);
    }
  }
}
