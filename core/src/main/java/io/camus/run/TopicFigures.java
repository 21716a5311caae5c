package io.camus.run;

import io.camus.model.DataFile;
import io.camus.model.EventTimes;
import io.camus.model.PulledGroup;
import io.camus.model.PulledRange;
import io.camus.run.RunSummary.TopicSummary;
import io.camus.setup.Plan;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Sums up what a run committed of one topic. */
public final class TopicFigures {
  private final String topic;
  private final Set<TopicPartition> partitions = new HashSet<>();
  private long messages;
  private long bytes;
  private long files;
  private long deadLetterFiles;
  private long rejected;
  private long skipped;
  private long absent;
  private long lag;
  private long heldBack;
  private Optional<EventTimes> times = Optional.empty();
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  public TopicFigures(String topic) {
    this.topic = topic;
  }

  /** Adds what a partition had when the run was planned. */
  void plan(Plan.Line line) {
    lag += line.lag();
    heldBack += line.heldBackOffsets();
  }

  /** Adds what one commit holds; its offsets do not lag any more. */
  public void add(PulledGroup group) {
    for (PulledRange range : group.ranges()) {
      partitions.add(range.range().partition());
      absent += range.absent();
    }
    messages += group.written();
    rejected += group.rejectedRecords();
    skipped += group.skipped();
    lag -= group.offsets();
    times = group.eventTimes().map(it -> times.map(it::plus).orElse(it)).or(() -> times);
    group.files().forEach(this::add);
  }

  private void add(DataFile file) {
    switch (file.kind()) {
      case DATA -> {
        files++;
        bytes += file.bytes();
        first = Math.min(first, file.firstEventMillis());
        last = Math.max(last, file.lastEventMillis());
      }
      case DEAD_LETTER -> deadLetterFiles++;
    }
  }

  /** The sum. */
  public TopicSummary summary() {
    return new TopicSummary(
        topic,
        partitions.size(),
        messages,
        bytes,
        files,
        deadLetterFiles,
        rejected,
        skipped,
        absent,
        Math.max(0, lag),
        heldBack,
        time(first),
        time(last),
        times);
  }

  private Optional<Instant> time(long millis) {
    return files == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }
}
