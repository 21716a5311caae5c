package io.camus.verify;

import io.camus.commit.Layout;
import io.camus.commit.PathKey;
import io.camus.model.RunId;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Walks the directories with published files, one at a time: the destination, and those of dead
 * letters, including {@code camus.errors.path} if set. What checks of the store have left there is
 * not reported.
 */
final class Places {
  private static final String DEAD_LETTER = "errors+";

  private final Store store;
  private final Layout layout;
  private final TopicGroup group;
  private final FileCheck check;
  private final Set<String> others;

  Places(Store store, Layout layout, TopicGroup group, FileCheck check) {
    this.store = store;
    this.layout = layout;
    this.group = group;
    this.check = check;
    this.others =
        Stream.concat(
                Stream.of(layout.base(), layout.history(), layout.destination()),
                layout.errors().stream())
            .map(Places::key)
            .collect(Collectors.toSet());
  }

  private static String key(StorePath path) {
    return PathKey.of(path.value());
  }

  void walk() throws IOException {
    destination();
    for (String run : store.names(layout.history())) {
      if (RunId.matches(run)) {
        deadLetters(layout.history().child(run).child("errors"));
      }
    }
    if (layout.errors().isPresent()) {
      errorsPath(layout.errors().get());
    }
  }

  private void destination() throws IOException {
    boolean lettersToo =
        layout.errors().map(Places::key).filter(key(layout.destination())::equals).isPresent();
    for (String name : store.names(layout.destination())) {
      StorePath path = layout.destination().child(name);
      if (!others.contains(key(path))
          && !name.startsWith(Store.CHECK)
          && (group.first() || group.judges(name))) {
        forEach(
            path,
            file -> {
              if (file.path().equals(path)) {
                if (group.first() && !(lettersToo && name.startsWith(DEAD_LETTER))) {
                  check.found(file, Optional.empty());
                }
              } else if (group.judges(name)) {
                check.found(file, Optional.of(name).filter(group.topics()::contains));
              }
            });
      }
    }
  }

  /** Everything in a directory with only dead letters. */
  private void deadLetters(StorePath directory) throws IOException {
    if (layout.errors().map(Places::key).filter(key(directory)::equals).isEmpty()) {
      forEach(directory, this::deadLetter);
    }
  }

  private void errorsPath(StorePath errors) throws IOException {
    boolean shared =
        Stream.of(layout.base(), layout.history(), layout.destination())
            .map(Places::key)
            .anyMatch(key(errors)::equals);
    if (!shared) {
      forEach(errors, this::deadLetter);
      return;
    }
    for (String name : store.names(errors)) {
      if (name.startsWith(DEAD_LETTER)) {
        store.forEach(
            errors.child(name),
            file -> {
              if (file.path().equals(errors.child(name))) {
                deadLetter(file);
              }
            });
      }
    }
  }

  /**
   * The files at a path and below, except those of another nested place, and those of checks
   * directly below it.
   */
  private void forEach(StorePath path, Store.Visitor visitor) throws IOException {
    String checks = key(path) + "/" + Store.CHECK;
    List<String> inside =
        others.stream().filter(it -> it.startsWith(key(path) + "/")).map(it -> it + "/").toList();
    store.forEach(
        path,
        file -> {
          String place = key(file.path());
          if (!place.startsWith(checks) && inside.stream().noneMatch(place::startsWith)) {
            visitor.visit(file);
          }
        });
  }

  private void deadLetter(Store.Entry entry) throws IOException {
    if (FileName.topic(entry.path().name()).map(group::judges).orElse(group.first())) {
      check.found(entry, Optional.empty());
    }
  }
}
