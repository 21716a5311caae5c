package io.camus.hadoop;

import io.camus.config.Directories;
import io.camus.model.CamusException;
import io.camus.model.ConfigurationException;
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
import org.apache.hadoop.conf.Configuration;

/**
 * Finds out, before anything is touched, whether paths can be used. For a run, whether files can
 * move as the commit protocol moves them: from the execution base path to everywhere that files are
 * published. That really makes and moves a small hidden file, and removes it again; the directories
 * are made if they are missing. For a look, whether the paths can be read.
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
   * @throws ConfigurationException if a person has to change a path, its owner or its mode, or if
   *     the paths are not on one file system, or on one that cannot be used
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

  /** What is wrong, in the order of the paths; empty if all is well. */
  public List<CamusException> problems(NamedPath base, List<NamedPath> targets) {
    List<CamusException> problems = new ArrayList<>();
    FileSystemStore store;
    try {
      store = Stores.open(base.path(), hadoop);
      makeDirectories(store, base);
    } catch (CamusException e) {
      return List.of(e);
    }
    for (NamedPath target : targets) {
      try {
        requireOneStore(base, target);
        makeDirectories(store, target);
        move(store, base, target);
      } catch (CamusException e) {
        problems.add(e);
      }
    }
    return problems;
  }

  /**
   * Refuses directories that would harm each other; local ones are looked at without symbolic
   * links, as far as they exist.
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
    if (!StoreAddress.of(path, hadoop).scheme().equals("file")) {
      return path;
    }
    Path local = LocalStore.localPath(path);
    for (Path at = local; at != null; at = at.getParent()) {
      try {
        return new StorePath("file:" + at.toRealPath().resolve(at.relativize(local)));
      } catch (IOException e) {
        // It does not exist, or cannot be looked at: its parent may.
      }
    }
    return path;
  }

  /**
   * Refuses what is to be read and cannot be; what is missing is fine.
   *
   * @throws ConfigurationException as {@link #requireUsable} does
   * @throws io.camus.model.StorageException if the file system fails now
   */
  public void requireReadable(List<NamedPath> directories) {
    for (NamedPath directory : directories) {
      FileSystemStore store = requireDirectory(directory);
      try {
        store.names(directory.path());
      } catch (IOException e) {
        throw PathFault.of(directory, e);
      }
    }
  }

  /** Refuses what is there and is not a directory. */
  public void requireDirectories(List<NamedPath> directories) {
    directories.forEach(this::requireDirectory);
  }

  private FileSystemStore requireDirectory(NamedPath directory) {
    FileSystemStore store = Stores.open(directory.path(), hadoop);
    try {
      Optional<FileOperations.Child> present = store.find(directory.path());
      if (present.isPresent() && !present.get().directory()) {
        throw new NotDirectoryException(directory.path().value());
      }
      return store;
    } catch (IOException e) {
      throw PathFault.of(directory, e);
    }
  }

  private void requireOneStore(NamedPath base, NamedPath target) {
    StoreAddress here = StoreAddress.of(base.path(), hadoop);
    StoreAddress there = StoreAddress.of(target.path(), hadoop);
    if (!here.equals(there)) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s is on %s and %s on %s; both have to be on one file system, since a file is moved"
                  + " by renaming it.",
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
    String name = ".camus-check-" + UUID.randomUUID();
    StorePath from = base.path().child(name);
    StorePath to = target.path().child(name + ".moved");
    NamedPath at = base;
    try {
      try {
        store.create(from).close(); // Empty: a full disk must not keep a run from its recovery.
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
      // The name of the small file would only puzzle.
      throw PathFault.of(at, new AccessDeniedException(at.path().value()));
    } catch (IOException e) {
      throw PathFault.of(at, e);
    }
  }
}
