package io.camus.mapreduce;

import io.camus.model.CamusException;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;

/**
 * Finds out whether files can move as the commit protocol moves them: from the execution base path
 * to the destination and to the history. Really makes and moves a small hidden file, and removes it
 * again; the directories are made if they are missing.
 */
public final class StoreCheck {
  private final Configuration hadoop;

  public StoreCheck(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /** What is wrong, a sentence each that names the paths; empty if all is well. */
  public List<String> problems(StorePath base, StorePath destination, StorePath history) {
    List<String> problems = new ArrayList<>();
    Store store;
    try {
      store = Stores.open(base, hadoop);
    } catch (CamusException e) {
      return List.of(e.getMessage());
    }
    for (StorePath target : List.of(destination, history)) {
      check(store, base, target, problems);
    }
    return problems;
  }

  private void check(Store store, StorePath base, StorePath target, List<String> problems) {
    try {
      StoreAddress here = StoreAddress.of(base, hadoop);
      StoreAddress there = StoreAddress.of(target, hadoop);
      if (!here.equals(there)) {
        problems.add(
            "%s is on %s and %s on %s; both have to be on one file system, since a file is moved by renaming it."
                .formatted(base, here, target, there));
        return;
      }
      move(store, base, target);
    } catch (CamusException e) {
      problems.add(e.getMessage());
    } catch (IOException e) {
      problems.add(
          "a file cannot be made in %s and renamed to %s: %s."
              .formatted(base, target, RootCause.line(e)));
    }
  }

  private static void move(Store store, StorePath base, StorePath target) throws IOException {
    String name = ".camus-check-" + UUID.randomUUID();
    StorePath from = base.child(name);
    StorePath to = target.child(name + ".moved");
    store.makeDirectories(base);
    store.makeDirectories(target);
    try {
      try (OutputStream out = store.create(from)) {
        out.write('x');
      }
      store.rename(from, to);
    } finally {
      store.delete(from);
      store.delete(to);
    }
  }
}
