package io.camus.report;

import io.camus.model.EventTimes;
import io.camus.model.FileSums;
import io.camus.model.GroupSummary;
import io.camus.model.PulledRange;
import io.camus.report.RunSummary.TopicSummary;
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
  private FileSums files = FileSums.NONE;
  private long messages;
  private long rejected;
  private long skipped;
  private long absent;
  private long lag;
  private long heldBack;
  private Optional<EventTimes> times = Optional.empty();
  private Unread unread = Unread.NONE;

  public TopicFigures(String topic) {
    this.topic = topic;
  }

  /** Adds the state of a partition when the run was planned. */
  public void plan(Plan.Line line) {
    lag += line.lag();
    heldBack += line.heldBackOffsets();
  }

  /** Adds a commit, which reduces the lag. */
  public void add(GroupSummary group) {
    for (PulledRange range : group.ranges()) {
      partitions.add(range.range().partition());
      absent += range.absent();
    }
    messages += group.written();
    rejected += group.rejectedRecords();
    skipped += group.skipped();
    lag -= group.offsets();
    times = group.eventTimes().map(it -> times.map(it::plus).orElse(it)).or(() -> times);
    files = files.plus(group.files());
  }

  /** Whether records of it are left in Kafka. */
  public boolean isBehind() {
    return lag > 0 || heldBack > 0;
  }

  /** Sets the age of the records left in Kafka. */
  public void unread(Unread seen) {
    unread = seen;
  }

  /** The sum. */
  public TopicSummary summary() {
    return new TopicSummary(
        topic,
        partitions.size(),
        messages,
        files.bytes(),
        files.data(),
        files.deadLetters(),
        rejected,
        skipped,
        absent,
        Math.max(0, lag),
        heldBack,
        time(files.firstEventMillis()),
        time(files.lastEventMillis()),
        times,
        unread);
  }

  private Optional<Instant> time(long millis) {
    return files.data() == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }
}
