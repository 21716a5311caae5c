package io.camus.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One record of the commit log.
 *
 * @param header who wrote it
 * @param entries its entries, in order
 */
public record CommitRecord(Header header, List<LogEntry> entries) {

  /**
   * The first line of a record.
   *
   * @param number its number, from 1
   * @param nonce identifies the writer's own record after an ambiguous rename
   * @param writer the driver's run id
   * @param writtenAt the driver's clock; informational
   * @param countWindow length of an audit window if its counts are to be published
   */
  public record Header(
      long number,
      String nonce,
      String writer,
      Instant writtenAt,
      Optional<Duration> countWindow) {}

  public CommitRecord {
    entries = List.copyOf(entries);
  }

  public long number() {
    return header.number();
  }

  /** The committed ranges. */
  public Stream<LogEntry.Commits> commits() {
    return entries.stream().flatMap(entry -> entry.match(COMMITS));
  }

  /** Every file that has to be published. */
  public Stream<DataFile> files() {
    return commits().flatMap(commits -> commits.pulled().files().stream());
  }

  /** The closed buckets. */
  public Stream<Completion> completions() {
    return entries.stream()
        .filter(LogEntry.Completes.class::isInstance)
        .map(entry -> ((LogEntry.Completes) entry).completion());
  }

  /** Whether there is anything to publish: files, or markers of buckets. */
  public boolean isToBePublished() {
    return files().findAny().isPresent() || completions().anyMatch(Completion::hasMarkers);
  }

  private static final LogEntry.Cases<Stream<LogEntry.Commits>> COMMITS =
      new LogEntry.Cases<>() {
        @Override
        public Stream<LogEntry.Commits> opens(LogEntry.Opens opens) {
          return Stream.empty();
        }

        @Override
        public Stream<LogEntry.Commits> closes(LogEntry.Closes closes) {
          return Stream.empty();
        }

        @Override
        public Stream<LogEntry.Commits> commits(LogEntry.Commits commits) {
          return Stream.of(commits);
        }

        @Override
        public Stream<LogEntry.Commits> sets(LogEntry.Sets sets) {
          return Stream.empty();
        }

        @Override
        public Stream<LogEntry.Commits> completeness(LogEntry.Completeness entry) {
          return Stream.empty();
        }
      };
}
