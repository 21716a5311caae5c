package io.camus.repull;

import io.camus.digest.SourceDigest;
import io.camus.model.OffsetRange;
import io.camus.model.Unfinished;
import io.camus.spi.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ranges of one partition during the repull, in offset order. Gaps between them are skipped.
 */
final class RangeCursor {
  private final List<CommittedRange> ranges = new ArrayList<>();
  private final List<Difference> differences = new ArrayList<>();
  private Optional<Unfinished> broken = Optional.empty();

  private int next;
  private SourceDigest digest = new SourceDigest();
  private long records;
  private long bytes;
  private long position;
  private long same;
  private long sameRecords;
  private long sameBytes;

  /**
   * A completely pulled range that differs.
   *
   * @param digest of its current records
   * @param records their current number
   */
  record Difference(CommittedRange range, String digest, long records) {}

  /** Whether a range comes after all others. */
  boolean takes(CommittedRange range) {
    return ranges.isEmpty() || range.range().from() >= last().range().to();
  }

  void add(CommittedRange range) {
    ranges.add(range);
  }

  private CommittedRange last() {
    return ranges.get(ranges.size() - 1);
  }

  /** From the start of the first range to the end of the last one. */
  OffsetRange span() {
    return ranges.get(0).range().endingAt(last().range().to());
  }

  void record(SourceRecord record) {
    long offset = record.offset();
    endBefore(offset);
    if (next < ranges.size() && offset >= ranges.get(next).range().from()) {
      digest.add(digest.of(offset, record.key(), record.value()));
      records++;
      bytes += record.value() == null ? 0 : record.value().remaining();
    }
  }

  /**
   * Everything before a position was delivered.
   *
   * @return whether this is a change
   */
  boolean reached(long newPosition) {
    endBefore(newPosition);
    boolean moved = newPosition > position;
    position = Math.max(position, newPosition);
    return moved;
  }

  private void endBefore(long offset) {
    while (next < ranges.size() && offset >= ranges.get(next).range().to()) {
      end(ranges.get(next));
      next++;
    }
  }

  private void end(CommittedRange range) {
    if (records == range.records() && digest.text().equals(range.digest())) {
      same++;
      sameRecords += records;
      sameBytes += bytes;
    } else {
      differences.add(new Difference(range, digest.text(), records));
    }
    digest = new SourceDigest();
    records = 0;
    bytes = 0;
  }

  /** The rest cannot be read. */
  void stop(Unfinished why) {
    broken = Optional.of(why);
  }

  boolean isDone() {
    return broken.isPresent() || next == ranges.size();
  }

  List<CommittedRange> ranges() {
    return ranges;
  }

  List<Difference> differences() {
    return differences;
  }

  /** The incomplete ranges. */
  List<CommittedRange> unread() {
    return ranges.subList(next, ranges.size());
  }

  /** Why the rest was not pulled. */
  Optional<Unfinished> broken() {
    return broken;
  }

  long position() {
    return Math.max(position, ranges.get(0).range().from());
  }

  /** Counts the ranges without a difference. */
  void addSame(TopicTally tally) {
    tally.compared(same, sameRecords, sameBytes);
  }

  /** Number of finished ranges. */
  int ended() {
    return next;
  }
}
