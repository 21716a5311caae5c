package io.camus.mapreduce;

import io.camus.pull.TaskProgress;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.mapreduce.Counter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** Progress of one try, kept in Hadoop's counters; what an earlier try counted is taken back. */
final class HadoopProgress implements TaskProgress {
  private static final long LOOK_EVERY_NANOS = Duration.ofMillis(100).toNanos();

  private final TaskAttemptContext context;
  private final Counter records;
  private final Counter bytes;
  private final Optional<LocalBoard> board;
  private long lookedAtNanos = System.nanoTime() - LOOK_EVERY_NANOS;
  private boolean cancelled;

  HadoopProgress(TaskAttemptContext context, Optional<LocalBoard> board) {
    this.context = context;
    this.board = board;
    records = context.getCounter(PullCounter.RECORDS);
    bytes = context.getCounter(PullCounter.BYTES);
    records.setValue(0);
    bytes.setValue(0);
  }

  @Override
  public void pulled(long moreRecords, long moreBytes) {
    records.increment(moreRecords);
    bytes.increment(moreBytes);
    context.progress();
  }

  @Override
  public boolean cancelled() {
    context.progress();
    if (Thread.currentThread().isInterrupted()) {
      cancelled = true;
    }
    if (!cancelled && board.isPresent()) {
      long now = System.nanoTime();
      if (now - lookedAtNanos >= LOOK_EVERY_NANOS) {
        lookedAtNanos = now;
        cancelled = board.get().cancelled();
      }
    }
    return cancelled;
  }
}
