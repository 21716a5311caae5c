package io.camus.verify;

import io.camus.commit.Layout;
import io.camus.commit.PathKey;
import io.camus.model.OffsetRange;
import io.camus.model.RunId;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Walks the directories that files are published in, one at a time: the destination, and those of
 * dead letters, also where {@code camus.errors.path} names one of its own now.
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
    for (Store.Entry run : store.list(layout.history())) {
      if (run.directory() && RunId.matches(run.path().name())) {
        deadLetters(run.path().child("errors"));
      }
    }
    if (layout.errors().isPresent()) {
      errorsPath(layout.errors().get());
    }
  }

  private void destination() throws IOException {
    boolean lettersToo =
        layout.errors().map(Places::key).filter(key(layout.destination())::equals).isPresent();
    for (Store.Entry entry : store.list(layout.destination())) {
      String name = entry.path().name();
      if (!entry.directory()) {
        if (group.first() && !(lettersToo && name.startsWith(DEAD_LETTER))) {
          check.found(entry, Optional.empty());
        }
      } else if (!others.contains(key(entry.path())) && group.judges(name)) {
        data(entry.path(), Optional.of(name).filter(group.topics()::contains));
      }
    }
  }

  private void data(StorePath directory, Optional<String> topic) throws IOException {
    for (Store.Entry entry : store.list(directory)) {
      if (!entry.directory()) {
        check.found(entry, topic);
      } else if (!others.contains(key(entry.path()))) {
        data(entry.path(), topic);
      }
    }
  }

  /** Everything in a directory that holds dead letters and nothing else. */
  private void deadLetters(StorePath directory) throws IOException {
    if (layout.errors().map(Places::key).filter(key(directory)::equals).isPresent()) {
      return;
    }
    for (Store.Entry entry : store.list(directory)) {
      if (!entry.directory()) {
        deadLetter(entry);
      } else if (!others.contains(key(entry.path()))) {
        deadLetters(entry.path());
      }
    }
  }

  private void errorsPath(StorePath errors) throws IOException {
    boolean shared =
        Stream.of(layout.base(), layout.history(), layout.destination())
            .map(Places::key)
            .anyMatch(key(errors)::equals);
    for (Store.Entry entry : store.list(errors)) {
      if (!entry.directory()) {
        if (!shared || entry.path().name().startsWith(DEAD_LETTER)) {
          deadLetter(entry);
        }
      } else if (!shared && !others.contains(key(entry.path()))) {
        deadLetters(entry.path());
      }
    }
  }

  private void deadLetter(Store.Entry entry) throws IOException {
    Optional<OffsetRange> range = FileName.range(entry.path().name());
    if (range.map(it -> group.judges(it.partition().topic())).orElse(group.first())) {
      check.found(entry, Optional.empty());
    }
  }
}
