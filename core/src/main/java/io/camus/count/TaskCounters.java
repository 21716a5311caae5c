package io.camus.count;

import io.camus.model.WindowCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The counters of one task attempt. Together they keep a bounded number of counts apart. What goes
 * beyond is counted by window as {@link #OTHER_SERVERS} and {@link #OTHER_SERVICES}, so memory and
 * commit records stay small whatever names the records bring. Not safe for several threads.
 */
public final class TaskCounters {
  /** Stands for the servers that were not told apart. */
  public static final String OTHER_SERVERS = "other_servers";

  /** Stands for the services that were not told apart. */
  public static final String OTHER_SERVICES = "other_services";

  /** Characters of the name of a server or service; the rest of a longer one is cut. */
  static final int LONGEST_NAME = 128;

  private final Optional<Counting> counting;
  private int counts;
  private long other;
  private long cut;

  /**
   * @param counting what to count; empty: nothing
   */
  public TaskCounters(Optional<Counting> counting) {
    this.counting = counting;
  }

  /** A new counter for records of a topic. */
  public RecordCounter of(String topic) {
    if (counting.isEmpty()) {
      return RecordCounter.NONE;
    }
    WindowCounter counter = new WindowCounter(counting.get().window(), this);
    return counting.get().folded().test(topic) ? new Folded(counter) : counter;
  }

  /** Whether one more count can be kept apart; counts a record as one of the others if not. */
  boolean hasRoom() {
    if (counts < counting.orElseThrow().mostCounts()) {
      counts++;
      return true;
    }
    other++;
    return false;
  }

  /** A name, cut if it is too long. */
  String shortened(String name) {
    if (name.length() <= LONGEST_NAME) {
      return name;
    }
    cut++;
    int end = Character.isHighSurrogate(name.charAt(LONGEST_NAME - 1)) ? 1 : 0;
    return name.substring(0, LONGEST_NAME - end);
  }

  /** What the user should know of the counts, one sentence each. */
  public List<String> notices() {
    List<String> notices = new ArrayList<>();
    if (other > 0) {
      notices.add(
          String.format(
              Locale.ROOT,
              "%d records are counted under %s and %s, since the task has reached %d counts; a"
                  + " higher camus.audit.max.counts tells them apart",
              other,
              OTHER_SERVERS,
              OTHER_SERVICES,
              counting.orElseThrow().mostCounts()));
    }
    if (cut > 0) {
      notices.add(
          String.format(
              Locale.ROOT,
              "%d names of servers or services have more than %d characters and are counted under"
                  + " the first %d",
              cut,
              LONGEST_NAME,
              LONGEST_NAME));
    }
    return notices;
  }

  /** Counts by window only. */
  private record Folded(WindowCounter counter) implements RecordCounter {
    @Override
    public void add(long eventTimeMillis, String server, String service) {
      counter.add(eventTimeMillis, TopicCounts.ALL_SERVERS, TopicCounts.ALL_SERVICES);
    }

    @Override
    public List<WindowCount> counts() {
      return counter.counts();
    }
  }
}
