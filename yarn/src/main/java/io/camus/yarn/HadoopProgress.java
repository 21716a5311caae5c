package io.camus.yarn;

import io.camus.model.PulledGroup;
import io.camus.pull.TaskProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.apache.hadoop.mapreduce.MapContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports the progress of an attempt as counters, progress and status text of a Hadoop task. */
final class HadoopProgress implements TaskProgress {
  private static final Logger LOG = LoggerFactory.getLogger(HadoopProgress.class);
  private static final long TELL_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

  private final MapContext<?, ?, ?, ?> context;
  private final OffsetSplit split;
  private long toldAtNanos = System.nanoTime() - TELL_EVERY_NANOS;
  private long records;
  private String quiet = "";

  HadoopProgress(MapContext<?, ?, ?, ?> context) {
    this.context = context;
    this.split = (OffsetSplit) context.getInputSplit();
    for (PullCounter counter : PullCounter.values()) {
      counter.in(context).setValue(0);
    }
  }

  @Override
  public void pulled(long moreRecords, long moreBytes) {
    records += moreRecords;
    PullCounter.RECORDS.in(context).increment(moreRecords);
    PullCounter.BYTES.in(context).increment(moreBytes);
    split.pulled(records);
    context.progress();
    long now = System.nanoTime();
    if (now - toldAtNanos >= TELL_EVERY_NANOS) {
      toldAtNanos = now;
      tell(
          "%,d records of %,d offsets pulled%s",
          records, split.section().offsets(), quiet.isEmpty() ? "" : "; " + quiet);
    }
  }

  /** {@inheritDoc} It is appended to the task's status, and logged. */
  @Override
  public void quiet(String what) {
    quiet = what;
    if (!what.isEmpty()) {
      LOG.warn("{}", what);
    }
  }

  /** The attempt has finished its pull. */
  void finished(List<PulledGroup> groups) {
    PullCounter.WRITTEN.in(context).setValue(sum(groups, PulledGroup::written));
    PullCounter.REJECTED.in(context).setValue(sum(groups, PulledGroup::rejectedRecords));
    PullCounter.SKIPPED.in(context).setValue(sum(groups, PulledGroup::skipped));
    PullCounter.FILES.in(context).setValue(sum(groups, group -> group.files().size()));
    tell(
        "%,d of %,d offsets pulled; partitions: %,d, records written: %,d, rejected: %,d",
        sum(groups, PulledGroup::offsets),
        split.section().offsets(),
        (long) split.section().ranges(),
        sum(groups, PulledGroup::written),
        sum(groups, PulledGroup::rejectedRecords));
  }

  private static long sum(List<PulledGroup> groups, ToLongFunction<PulledGroup> figure) {
    return groups.stream().mapToLong(figure).sum();
  }

  /** Hadoop reads a task's progress only when it requests its next record. */
  private void tell(String status, Object... figures) {
    context.setStatus(String.format(Locale.ROOT, status, figures));
    try {
      context.nextKeyValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean cancelled() {
    context.progress();
    return Thread.currentThread().isInterrupted();
  }
}
