package io.camus.commit;

import io.camus.model.DataFile;
import io.camus.model.PulledGroup;
import io.camus.model.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One record of the commit log.
 *
 * @param header who wrote it
 * @param entries what it says, in order
 */
public record CommitRecord(Header header, List<LogEntry> entries) {

  /**
   * The first line of a record.
   *
   * @param number its number, from 1
   * @param nonce tells the writer that it is its own after an ambiguous rename
   * @param writer the driver's run id
   * @param writtenAt the driver's clock; for people, nothing is decided by it
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
    return entries.stream()
        .filter(LogEntry.Commits.class::isInstance)
        .map(LogEntry.Commits.class::cast);
  }

  /** What it commits of one run. */
  public List<PulledGroup> committed(RunId run) {
    return commits().filter(it -> it.run().equals(run)).map(LogEntry.Commits::pulled).toList();
  }

  /** Every file that has to be published. */
  public Stream<DataFile> files() {
    return commits().flatMap(commit -> commit.pulled().files().stream());
  }
}
