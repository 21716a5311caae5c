package io.camus.count;

import io.camus.model.Origin;
import io.camus.model.WindowCount;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The counters of one task attempt. The number of separate counts is limited. Further records are
 * counted per window as {@code other_servers} and {@code other_services}, so memory and commit
 * records stay small whatever names occur. Not thread-safe.
 */
public final class TaskCounters {
  private final Optional<Counting> counting;
  private final CountBound bound;
  private final LeftOutBound leftOut;

  /**
   * @param counting what to count; empty: nothing
   */
  public TaskCounters(Optional<Counting> counting) {
    this.counting = counting;
    this.bound = new CountBound(counting.map(Counting::mostCounts).orElse(0));
    this.leftOut = new LeftOutBound(counting.map(Counting::mostCounts).orElse(0));
  }

  /** A new counter for records of a topic. */
  public RecordCounter of(String topic) {
    if (counting.isEmpty()) {
      return RecordCounter.NONE;
    }
    WindowCounter counter = new WindowCounter(counting.get().window(), bound);
    return counting.get().folded().test(topic) ? new Folded(counter) : counter;
  }

  /** A new counter for records of a topic that are in no data file. */
  public LeftOutCounter leftOut() {
    return new LeftOutCounter(counting.map(it -> it.window().toMillis()).orElse(0L), leftOut);
  }

  /** Notices about the counts, one sentence each. */
  public List<String> notices() {
    return Stream.concat(bound.notices().stream(), leftOut.notices().stream()).toList();
  }

  /** Counts by window only. */
  private record Folded(WindowCounter counter) implements RecordCounter {
    private static final Origin ALL = new Origin(TopicCounts.ALL_SERVERS, TopicCounts.ALL_SERVICES);

    @Override
    public void add(long eventTimeMillis, Origin origin) {
      counter.add(eventTimeMillis, ALL);
    }

    @Override
    public List<WindowCount> counts() {
      return counter.counts();
    }
  }
}
