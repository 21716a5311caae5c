package io.camus.verify;

import io.camus.commit.LocaleDigits;
import io.camus.commit.LogReader;
import io.camus.commit.Segment;
import io.camus.model.DataFile;
import io.camus.model.OffsetRange;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.verify.Violation.Kind;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * I2 and I3 for a group of topics: every file that a record names is where it belongs, and nothing
 * else is there. One object a group.
 */
final class FileCheck {
  private final Store store;
  private final Findings findings;
  private final LaterRecords later;
  private final Optional<ContentCheck> content;
  private final String hint;

  private final Map<String, NamedFile> names = new HashMap<>();
  private final Set<String> unseen = new HashSet<>();

  /**
   * @param content reads what was found; empty if names and lengths will do
   * @param logIsWhole whether every record of the log could be read
   */
  FileCheck(
      Store store,
      Findings findings,
      LaterRecords later,
      Optional<ContentCheck> content,
      boolean logIsWhole) {
    this.store = store;
    this.findings = findings;
    this.later = later;
    this.content = content;
    this.hint = logIsWhole ? "" : "; a record that is lost may have named it";
  }

  /**
   * Reads the names of a group's files out of the log.
   *
   * @param last the last record that counts
   */
  void readNames(LogReader log, long last, TopicGroup group) throws IOException {
    for (StorePath directory : log.segments()) {
      Segment segment = log.segment(directory);
      for (long number : segment.records().headSet(last, true)) {
        readNames(log, number, segment.published().contains(number), group);
      }
    }
  }

  private void readNames(LogReader log, long number, boolean published, TopicGroup group)
      throws IOException {
    List<DataFile> named;
    try {
      named = log.read(number).files().toList();
    } catch (NoSuchFileException | LogReader.BrokenFileException e) {
      return; // Reported when the log was checked.
    }
    for (DataFile file : named) {
      if (group.topics().contains(file.topic())) {
        add(new NamedFile(file, number, published));
      }
    }
  }

  private void add(NamedFile named) {
    String key = PathKey.of(named.file().destination());
    NamedFile other = names.putIfAbsent(key, named);
    if (other == null) {
      unseen.add(key);
    } else {
      findings.add(
          Violation.ofFile(
              Kind.SAME_NAME,
              named,
              named.file().destination(),
              String.format(
                  Locale.ROOT,
                  "records %d and %d both say that this is their file",
                  other.record(),
                  named.record())));
    }
  }

  /**
   * Judges a file that was found where data or dead letters are published.
   *
   * @param topic whose directory it lies in, if it lies in one
   */
  void found(Store.Entry entry, Optional<String> topic) throws IOException {
    String key = PathKey.of(entry.path().value());
    NamedFile named = names.get(key);
    if (named == null) {
      stray(entry, key, topic);
    } else if (unseen.remove(key)) {
      published(named, entry);
    }
  }

  private void stray(Store.Entry entry, String key, Optional<String> topic) throws IOException {
    // It was listed before the log is looked at again; and a file that is gone harms nobody.
    if (later.name(key) || store.stat(entry.path()).isEmpty()) {
      return;
    }
    Optional<OffsetRange> range = FileName.range(entry.path().name());
    findings.add(
        new Violation(
            Kind.STRAY_FILE,
            topic.or(() -> FileName.topic(entry.path().name())),
            range,
            Optional.of(entry.path().value()),
            OptionalLong.empty(),
            String.format(
                Locale.ROOT,
                "no record of the commit log names this file of %,d bytes; who reads the directory reads it as well%s",
                entry.length(),
                LocaleDigits.in(entry.path().name())
                    ? "; an earlier version named it, with digits of a locale, in a log that is not this one"
                    : hint)));
  }

  /** Looks for the files that no listing has shown: those of unpublished records, and lost ones. */
  void lookForTheRest() throws IOException {
    for (String key : unseen) {
      NamedFile named = names.get(key);
      StorePath target = new StorePath(named.file().destination());
      Optional<Store.Entry> staged =
          named.published() ? Optional.empty() : store.stat(new StorePath(named.file().staged()));
      if (staged.isPresent()) {
        staged(named, staged.get());
        continue;
      }
      Optional<Store.Entry> published = store.stat(target);
      if (published.isPresent()) {
        published(named, published.get());
      } else {
        missing(named);
      }
    }
  }

  private void missing(NamedFile named) {
    findings.add(
        Violation.ofFile(
            Kind.MISSING_FILE,
            named,
            named.file().destination(),
            named.published()
                ? String.format(
                    Locale.ROOT,
                    "record %d has published this file of %,d records, and it is gone: moved, deleted or compacted since",
                    named.record(),
                    named.file().records())
                : String.format(
                    Locale.ROOT,
                    "record %d names this file of %,d records, and it is neither here nor at %s: its records are lost",
                    named.record(),
                    named.file().records(),
                    named.file().staged())));
  }

  private void published(NamedFile named, Store.Entry entry) throws IOException {
    if (entry.length() != named.file().bytes()) {
      StorePath staged = new StorePath(named.file().staged());
      if (!named.published() && store.stat(staged).isPresent()) {
        findings.add(
            Violation.ofFile(
                Kind.STRAY_FILE,
                named,
                entry.path().value(),
                String.format(
                    Locale.ROOT,
                    "a file that is not ours has this name; the one of record %d waits at %s",
                    named.record(),
                    staged)));
        return;
      }
      wrongLength(named, entry);
      return;
    }
    read(named, entry.path());
  }

  private void staged(NamedFile named, Store.Entry entry) throws IOException {
    if (entry.length() != named.file().bytes()) {
      wrongLength(named, entry);
      return;
    }
    read(named, entry.path());
  }

  private void wrongLength(NamedFile named, Store.Entry entry) {
    findings.add(
        Violation.ofFile(
            Kind.WRONG_LENGTH,
            named,
            entry.path().value(),
            String.format(
                Locale.ROOT,
                "has %,d bytes, record %d says %,d: it was cut short, added to or replaced",
                entry.length(),
                named.record(),
                named.file().bytes())));
  }

  private void read(NamedFile named, StorePath path) throws IOException {
    if (content.isEmpty()) {
      return;
    }
    StorePath target = new StorePath(named.file().destination());
    try {
      content.get().check(named, path);
    } catch (NoSuchFileException e) {
      // Published since it was seen under its staged name, or deleted.
      if (store.stat(target).isPresent() && !path.equals(target)) {
        content.get().check(named, target);
      } else {
        missing(named);
      }
    }
  }
}
