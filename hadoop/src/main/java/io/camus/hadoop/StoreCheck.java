package io.camus.hadoop;

import io.camus.config.Directories;
import io.camus.model.CamusException;
import io.camus.model.ConfigurationException;
import io.camus.plugin.StoreProvider;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.store.FileOperations;
import io.camus.store.FileSystemStore;
import io.camus.store.LocalStore;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Checks whether paths are usable, before anything is touched. For a run on a file system, it
 * checks whether files can be moved from the execution base path to every publishing destination:
 * it creates and moves a small hidden file, and removes it again; it creates missing directories.
 * Other stores are proven by their provider. For read-only verbs, it checks whether the paths are
 * readable.
 */
public final class StoreCheck {
  private final PathStores stores;

  public StoreCheck(PathStores stores) {
    this.stores = stores;
  }

  /**
   * Refuses unusable paths.
   *
   * @param targets where files are moved to
   * @throws ConfigurationException if a person must change a path, its owner or its mode, or if the
   *     paths are on different or unsupported file systems
   * @throws io.camus.model.StorageException if the file system fails now
   */
  public void requireUsable(NamedPath base, List<NamedPath> targets) {
    problems(base, targets).stream()
        .findFirst()
        .ifPresent(
            problem -> {
              throw problem;
            });
  }

  /** The problems, in the order of the paths; empty if there are none. */
  public List<CamusException> problems(NamedPath base, List<NamedPath> targets) {
    List<CamusException> problems = new ArrayList<>();
    Store store;
    try {
      store = stores.open(base.path());
      prepare(store, base);
    } catch (CamusException e) {
      return List.of(e);
    }
    for (NamedPath target : targets) {
      try {
        requireOneStore(base, target);
        prepare(store, target);
        if (store instanceof FileSystemStore files) {
          move(files, base, target);
        }
      } catch (CamusException e) {
        problems.add(e);
      }
    }
    return problems;
  }

  private void prepare(Store store, NamedPath directory) {
    if (store instanceof FileSystemStore files) {
      makeDirectories(files, directory);
    } else {
      prove(directory);
    }
  }

  private void prove(NamedPath directory) {
    StoreProvider provider = stores.provider(directory.path()).orElseThrow();
    try {
      provider.prove(directory.path(), stores.config());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          String.format(Locale.ROOT, "%s cannot be used: %s", directory, e.getMessage()), e);
    } catch (IOException e) {
      throw PathFault.of(directory, e);
    }
  }

  /**
   * Refuses conflicting directories; resolves symbolic links of existing local ones.
   *
   * @throws ConfigurationException if one is inside another where it must not be
   */
  public void requireApart(Directories directories) {
    List<String> problems = directories.problems(this::withoutLinks);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(String.join("\n", problems));
    }
  }

  private StorePath withoutLinks(StorePath path) {
    if (stores.provider(path).isPresent()
        || !StoreAddress.of(path, stores.hadoop()).scheme().equals("file")) {
      return path;
    }
    Path local = LocalStore.localPath(path);
    for (Path at = local; at != null; at = at.getParent()) {
      try {
        return new StorePath("file:" + at.toRealPath().resolve(at.relativize(local)));
      } catch (IOException e) {
        // It does not exist or is not accessible: try its parent.
      }
    }
    return path;
  }

  /**
   * Refuses unreadable paths; missing ones are fine.
   *
   * @throws ConfigurationException as {@link #requireUsable} does
   * @throws io.camus.model.StorageException if the file system fails now
   */
  public void requireReadable(List<NamedPath> directories) {
    for (NamedPath directory : directories) {
      Store store = requireDirectory(directory);
      try {
        store.names(directory.path());
      } catch (IOException e) {
        throw PathFault.of(directory, e);
      }
    }
  }

  /** Refuses a path that exists but is not a directory. */
  public void requireDirectories(List<NamedPath> directories) {
    directories.forEach(this::requireDirectory);
  }

  private Store requireDirectory(NamedPath directory) {
    Store store = stores.open(directory.path());
    if (store instanceof FileSystemStore files) {
      requireDirectory(files, directory);
    }
    return store;
  }

  private static void requireDirectory(FileSystemStore store, NamedPath directory) {
    try {
      Optional<FileOperations.Child> present = store.find(directory.path());
      if (present.isPresent() && !present.get().directory()) {
        throw new NotDirectoryException(directory.path().value());
      }
    } catch (IOException e) {
      throw PathFault.of(directory, e);
    }
  }

  private void requireOneStore(NamedPath base, NamedPath target) {
    String here = stores.place(base.path());
    String there = stores.place(target.path());
    if (!here.equals(there)) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s is on %s, but %s on %s; both must be on one file system, or in one object"
                  + " store, because files are published without copying them.",
              base,
              here,
              target,
              there));
    }
  }

  private static void makeDirectories(FileSystemStore store, NamedPath directory) {
    try {
      store.makeDirectories(directory.path());
    } catch (IOException e) {
      throw PathFault.of(directory, e);
    }
  }

  private static void move(FileSystemStore store, NamedPath base, NamedPath target) {
    String name = Store.CHECK + UUID.randomUUID();
    StorePath from = base.path().child(name);
    StorePath to = target.path().child(name + ".moved");
    NamedPath at = base;
    try {
      try {
        store.create(from).close(); // Empty: a full disk must not prevent a recovery.
        at = target;
        store.rename(from, to);
      } finally {
        store.delete(from);
        store.delete(to);
      }
    } catch (AtomicMoveNotSupportedException e) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT, "files cannot move from %s to %s: %s.", base, target, e.getReason()),
          e);
    } catch (AccessDeniedException e) {
      // The name of the test file would only confuse.
      throw PathFault.of(at, new AccessDeniedException(at.path().value()));
    } catch (IOException e) {
      throw PathFault.of(at, e);
    }
  }
}
