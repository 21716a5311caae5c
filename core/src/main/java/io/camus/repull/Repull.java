package io.camus.repull;

import io.camus.model.OffsetRange;
import io.camus.model.SourceException;
import io.camus.model.Unfinished;
import io.camus.source.RecordSource;
import io.camus.spi.SourceRecord;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Pulls some partitions from the start to the end of their ranges. */
final class Repull implements RecordSource.Visitor {
  private static final Duration POLL = Duration.ofMillis(200);

  private final List<RangeCursor> cursors;
  private final RecordSource source;
  private final Duration stall;
  private final LongSupplier nanoTime;
  private final BitSet finished = new BitSet();
  private boolean moved;
  private long records;

  /**
   * @param source reads the cursors' spans, in their order
   * @param stall how long to wait without data
   * @param nanoTime a monotonic clock, in nanoseconds
   */
  Repull(List<RangeCursor> cursors, RecordSource source, Duration stall, LongSupplier nanoTime) {
    this.cursors = cursors;
    this.source = source;
    this.stall = stall;
    this.nanoTime = nanoTime;
  }

  /**
   * Pulls all of them to the end.
   *
   * @param progress receives the ranges and records of this pull only
   * @throws SourceException if no more data arrives
   */
  void run(RepullProgress progress) throws InterruptedException {
    long lastMove = nanoTime.getAsLong();
    while (finished.cardinality() < cursors.size()) {
      moved = false;
      source.poll(POLL, this);
      progress.pulled(cursors.stream().mapToLong(RangeCursor::ended).sum(), records);
      long now = nanoTime.getAsLong();
      if (moved) {
        lastMove = now;
      } else if (now - lastMove >= stall.toNanos()) {
        throw stalled();
      }
    }
  }

  private SourceException stalled() {
    RangeCursor first = cursors.get(finished.nextClearBit(0));
    OffsetRange span = first.span();
    return new SourceException(
        String.format(
            Locale.ROOT,
            "Kafka could not be compared: no record arrived for %d ms (camus.pull.stall.timeout.ms)"
                + " from %s@%d; %s",
            stall.toMillis(),
            span.partition(),
            first.position(),
            source.leaderState(finished.nextClearBit(0))));
  }

  @Override
  public void record(int range, SourceRecord record) {
    cursors.get(range).record(record);
    records++;
  }

  @Override
  public void position(int range, long position) {
    if (finished.get(range)) {
      return;
    }
    RangeCursor cursor = cursors.get(range);
    moved |= cursor.reached(position);
    if (cursor.isDone()) {
      finish(range);
    }
  }

  @Override
  public void broken(int range, Unfinished why) {
    if (!finished.get(range)) {
      cursors.get(range).stop(why);
      moved = true;
      finish(range);
    }
  }

  private void finish(int range) {
    finished.set(range);
    source.finish(range);
  }
}
