package io.camus.verify;

import io.camus.commit.Layout;
import io.camus.commit.LogReader;
import io.camus.commit.PathKey;
import io.camus.failure.RootCause;
import io.camus.model.StorageException;
import io.camus.spi.FileFormat;
import io.camus.spi.Store;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Checks a destination against its commit log. It first reads the log from its start, one record at
 * a time. Then, for groups of topics limited by memory, it reads the names of their files from the
 * log and compares them with the directories. Runs may be active: records appended after the start
 * are not checked, and their files are not reported as stray.
 */
public final class Verification {
  private final Store store;
  private final Layout layout;
  private final Settings settings;

  /**
   * Settings of a verification.
   *
   * @param depth how thoroughly files are checked
   * @param readers the reader of a file, by its name; empty if no format has such files
   * @param names maximum number of file names in memory; a topic with more is checked alone
   * @param listed maximum number of listed violations, and of listed staged files that are left
   *     over
   * @param mayBeGone whether a file may be missing because its table has been rewritten, by {@link
   *     PathKey} of its destination
   */
  public record Settings(
      Depth depth,
      Function<String, Optional<FileFormat.Reader>> readers,
      long names,
      int listed,
      Predicate<String> mayBeGone) {

    /** Where no file may be missing. */
    public Settings(
        Depth depth,
        Function<String, Optional<FileFormat.Reader>> readers,
        long names,
        int listed) {
      this(depth, readers, names, listed, file -> false);
    }

    /** The same where some files may be missing. */
    public Settings with(Predicate<String> maybeMissing) {
      return new Settings(depth, readers, names, listed, maybeMissing);
    }

    /** Defaults that fit into a small heap. */
    public static Settings of(Depth depth, Function<String, Optional<FileFormat.Reader>> readers) {
      return new Settings(depth, readers, 100_000, 10_000);
    }
  }

  public Verification(Store store, Layout layout, Settings settings) {
    this.store = store;
    this.layout = layout;
    this.settings = settings;
  }

  /**
   * Checks everything; changes nothing.
   *
   * @throws StorageException if a directory or the log cannot be read
   */
  public VerifyReport verify() {
    return verify(VerifyProgress.silent());
  }

  /**
   * Checks everything; changes nothing.
   *
   * @param progress told how much is checked
   * @throws StorageException if a directory or the log cannot be read
   */
  public VerifyReport verify(VerifyProgress progress) {
    try {
      return check(progress);
    } catch (IOException e) {
      throw new StorageException(
          String.format(
              Locale.ROOT, "cannot verify %s: %s", layout.destination(), RootCause.line(e)),
          e);
    }
  }

  private VerifyReport check(VerifyProgress progress) throws IOException {
    Findings findings = new Findings(settings.listed());
    LogReader files = new LogReader(store, layout);
    LeftoverCheck staged = new LeftoverCheck(store, layout);
    LogCheck log = new LogCheck(store, layout, files, findings);
    log.check();
    Meter meter = new Meter(progress, log.topics().values());
    Optional<ContentCheck> content =
        settings.depth() == Depth.CONTENT
            ? Optional.of(new ContentCheck(store, findings, meter, settings.readers()))
            : Optional.empty();
    LaterRecords later = new LaterRecords(files, log.last());
    for (TopicGroup group : TopicGroup.of(log.topics(), settings.names())) {
      FileCheck check =
          new FileCheck(
              store,
              findings,
              files,
              group,
              later,
              meter,
              content,
              log.isWhole(),
              settings.mayBeGone());
      check.readNames(log.last());
      new Places(store, layout, group, check).walk();
      check.lookForTheRest();
    }
    return new VerifyReport(
        settings.depth(),
        log.last(),
        topics(log, findings),
        log.unpublished(),
        leftovers(staged.find(log, files)),
        findings.kept(),
        findings.byKind());
  }

  private VerifyReport.Leftovers leftovers(List<Leftover> found) {
    return new VerifyReport.Leftovers(
        found.stream().limit(settings.listed()).toList(),
        found.stream().collect(Collectors.groupingBy(Leftover::kind, Collectors.counting())));
  }

  private static List<VerifyReport.Topic> topics(LogCheck log, Findings findings) {
    return log.topics().entrySet().stream()
        .map(topic -> topic.getValue().verdict(topic.getKey(), findings.ofTopic(topic.getKey())))
        .toList();
  }
}
