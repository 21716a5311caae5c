package io.camus.offsets;

import io.camus.model.ExitCode;
import io.camus.report.Unread;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The positions of all partitions.
 *
 * @param at when the brokers were asked
 * @param lines one line per partition, the most urgent ones first
 */
public record PositionsReport(Instant at, List<PositionLine> lines) {
  public PositionsReport {
    lines = List.copyOf(lines);
  }

  /** Number of partitions with a status. */
  public long count(PositionStatus status) {
    return lines.stream().filter(line -> line.status() == status).count();
  }

  /** Offsets to pull, without excluded topics. */
  public long lag() {
    return wanted().mapToLong(PositionLine::lag).sum();
  }

  /** Offsets blocked by open transactions, without excluded topics. */
  public long heldBack() {
    return wanted().mapToLong(PositionLine::heldBackOffsets).sum();
  }

  /** Offsets that are gone. */
  public long lost() {
    return lines.stream().mapToLong(PositionLine::lost).sum();
  }

  /** Time until the first partition without loss so far loses something. */
  public Optional<Duration> nextLoss() {
    return lines.stream()
        .filter(line -> line.status() == PositionStatus.PULLED)
        .flatMap(line -> line.timeToLoss().left().stream())
        .min(Comparator.naturalOrder());
  }

  /** The age of the records that were not pulled, by topic; for topics that have some. */
  public Map<String, Unread> unread() {
    return wanted()
        .filter(line -> line.recordTime().isPresent() || line.timeToLoss().left().isPresent())
        .collect(
            Collectors.toMap(
                line -> line.partition().topic(),
                line -> new Unread(line.recordTime(), line.timeToLoss().left()),
                Unread::plus));
  }

  private boolean isAnyStuck() {
    return wanted().flatMap(line -> line.heldBack().stream()).anyMatch(held -> held.isStuck(at));
  }

  private Stream<PositionLine> wanted() {
    return lines.stream().filter(line -> line.status() != PositionStatus.LEFT_OUT);
  }

  /** 4 if offsets are lost, 3 if a broker does not answer or will not end a transaction, else 0. */
  public ExitCode exitCode() {
    if (count(PositionStatus.LOST) + count(PositionStatus.CUT_OFF) > 0) {
      return ExitCode.DATA;
    }
    return count(PositionStatus.LEADERLESS) > 0 || isAnyStuck() ? ExitCode.OUTSIDE : ExitCode.OK;
  }
}
