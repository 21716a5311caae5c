package io.camus.verify;

import io.camus.commit.LiveFile;
import io.camus.commit.LiveFiles;
import io.camus.commit.LocaleDigits;
import io.camus.commit.LogReader;
import io.camus.commit.PathKey;
import io.camus.commit.Publication;
import io.camus.model.OffsetRange;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.verify.Violation.Kind;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Checks I2 and I3 for a group of topics: every committed file is in place, and there are no other
 * files. One object per group.
 */
final class FileCheck {
  private final Store store;
  private final Findings findings;
  private final LaterRecords later;
  private final Meter meter;
  private final Optional<ContentCheck> content;
  private final String hint;
  private final Predicate<String> mayBeGone;

  private final LiveFiles live;
  private final MarkerCheck markers;

  /** Destinations of committed files not found yet. */
  private final Set<String> unseen = new HashSet<>();

  /**
   * @param log lists the files
   * @param group whose files are checked
   * @param meter counts the files
   * @param content reads the files; empty to check only names and lengths
   * @param logIsWhole whether every record of the log could be read
   * @param mayBeGone whether a file may be missing, by {@link PathKey} of its destination
   */
  FileCheck(
      Store store,
      Findings findings,
      LogReader log,
      TopicGroup group,
      LaterRecords later,
      Meter meter,
      Optional<ContentCheck> content,
      boolean logIsWhole,
      Predicate<String> mayBeGone) {
    this.mayBeGone = mayBeGone;
    this.store = store;
    this.findings = findings;
    this.later = later;
    this.meter = meter;
    this.content = content;
    this.hint = logIsWhole ? "" : "; a lost record may name it";
    this.markers = new MarkerCheck(store, log);
    this.live = new LiveFiles(log, it -> group.topics().contains(it.topic()), new Faults());
  }

  /**
   * Reads the names of the group's files from the log.
   *
   * @param last the last record that counts
   */
  void readNames(long last) throws IOException {
    live.readTo(last);
    live.files().forEach(it -> unseen.add(it.file().destination()));
  }

  private final class Faults implements LiveFiles.Faults {
    @Override
    public void unreadable(long record, IOException why) {
      // Already reported by the log check.
    }

    @Override
    public void sameName(LiveFile first, LiveFile second) {
      findings.file(
          Kind.SAME_NAME,
          second,
          second.file().destination(),
          String.format(
              Locale.ROOT,
              "records %d and %d both name this file",
              first.record(),
              second.record()));
    }
  }

  /**
   * Checks a file found among data or dead letters.
   *
   * @param topic the topic of its directory, if any
   */
  void found(Store.Entry entry, Optional<String> topic) throws IOException {
    Optional<LiveFile> file = live.at(entry.path().value());
    if (file.isEmpty()) {
      stray(entry, topic);
    } else if (unseen.remove(file.get().file().destination())) {
      published(file.get(), entry);
      meter.done(file.get().file());
    }
  }

  private void stray(Store.Entry entry, Optional<String> topic) throws IOException {
    // It was listed before the log is read again, and a deleted file does no harm.
    MarkerCheck.Result marker = markers.check(entry);
    if (marker == MarkerCheck.Result.WRONG) {
      wrongMarker(entry, topic);
      return;
    }
    if (marker == MarkerCheck.Result.MARKER
        || later.name(entry.path().value())
        || store.stat(entry.path()).isEmpty()) {
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
                "not in the commit log, %,d bytes; %s%s",
                entry.length(),
                isSkipped(entry.path().name())
                    ? "readers skip it, unless they look for a file of this name"
                    : "anyone reading this directory will read it too",
                LocaleDigits.in(entry.path().name())
                    ? "; its name has non-ASCII digits: an earlier version wrote it, for another"
                        + " log"
                    : hint)));
  }

  private void wrongMarker(Store.Entry entry, Optional<String> topic) {
    findings.add(
        new Violation(
            Kind.WRONG_MARKER,
            topic,
            Optional.empty(),
            Optional.of(entry.path().value()),
            OptionalLong.empty(),
            "the marker of a complete bucket has other content than the record that it names:"
                + " altered since, or of another log"));
  }

  private static boolean isSkipped(String name) {
    return name.startsWith("_") || name.startsWith(".");
  }

  /** Checks the files that were in no listing: those of unpublished records, and lost ones. */
  void lookForTheRest() throws IOException {
    for (String destination : unseen) {
      LiveFile named = live.at(destination).orElseThrow();
      lookFor(named, new StorePath(destination));
      meter.done(named.file());
    }
  }

  private void lookFor(LiveFile named, StorePath target) throws IOException {
    Optional<Store.Waiting> waiting =
        named.published() ? Optional.empty() : store.look(Publication.receipt(named.file()));
    if (waiting.isPresent()) {
      waiting(named, waiting.get());
      return;
    }
    Optional<Store.Entry> published = store.stat(target);
    if (published.isPresent()) {
      published(named, published.get());
    } else {
      missing(named);
    }
  }

  private void missing(LiveFile named) {
    if (named.published() && mayBeGone.test(PathKey.of(named.file().destination()))) {
      return;
    }
    findings.file(
        Kind.MISSING_FILE,
        named,
        named.file().destination(),
        named.published()
            ? String.format(
                Locale.ROOT,
                "record %d published this file of %,d records, but it is gone: moved, deleted or"
                    + " compacted since",
                named.record(),
                named.file().records())
            : String.format(
                Locale.ROOT,
                "record %d names this file of %,d records, but it is neither here nor at %s: its"
                    + " records are lost",
                named.record(),
                named.file().records(),
                named.file().staged()));
  }

  private void published(LiveFile named, Store.Entry entry) throws IOException {
    if (entry.length() != named.file().bytes()) {
      if (!named.published() && store.look(Publication.receipt(named.file())).isPresent()) {
        String own = "the file of record " + named.record() + " is at " + named.file().staged();
        findings.file(
            Kind.STRAY_FILE, named, entry.path().value(), "another file has this name; " + own);
      } else {
        wrongLength(named, entry.path(), entry.length());
      }
    } else {
      read(named, entry.path());
    }
  }

  private void waiting(LiveFile named, Store.Waiting waiting) throws IOException {
    StorePath target = new StorePath(named.file().destination());
    if (waiting.length() != named.file().bytes()) {
      wrongLength(named, waiting.path().orElse(target), waiting.length());
    } else if (waiting.path().isPresent()) {
      read(named, waiting.path().get());
    }
  }

  private void wrongLength(LiveFile named, StorePath path, long bytes) {
    findings.file(
        Kind.WRONG_LENGTH,
        named,
        path.value(),
        String.format(
            Locale.ROOT,
            "has %,d bytes, but record %d lists %,d: it was truncated, extended or replaced",
            bytes,
            named.record(),
            named.file().bytes()));
  }

  private void read(LiveFile named, StorePath path) throws IOException {
    if (content.isEmpty()) {
      return;
    }
    StorePath target = new StorePath(named.file().destination());
    try {
      content.get().check(named, path);
    } catch (NoSuchFileException e) {
      // Published since it was found under its staged name, or deleted.
      if (store.stat(target).isPresent() && !path.equals(target)) {
        content.get().check(named, target);
      } else {
        missing(named);
      }
    }
  }
}
