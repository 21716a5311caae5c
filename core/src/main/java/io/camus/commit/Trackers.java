package io.camus.commit;

import io.camus.model.EndOffsets;
import io.camus.model.LogEntry;
import io.camus.model.LogEntry.Completeness;
import io.camus.model.NewPosition;
import io.camus.model.PartitionPosition;
import io.camus.model.PulledGroup;
import io.camus.model.TrackedTopic;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * How far topics are complete, after some entries of the commit log. It refuses entries that do not
 * follow: a bucket is closed only with the sums of its files, and only if the positions have
 * reached the ends that prove it.
 */
public final class Trackers {
  private final SortedMap<String, TopicTracker> topics = new TreeMap<>();

  /** An independent copy. */
  Trackers copy() {
    Trackers copy = new Trackers();
    topics.forEach((topic, tracker) -> copy.topics.put(topic, tracker.copy()));
    return copy;
  }

  /** What is known of each tracked topic, by its name. */
  public SortedMap<String, TrackedTopic> topics() {
    SortedMap<String, TrackedTopic> tracked = new TreeMap<>();
    topics.forEach((topic, tracker) -> tracked.put(topic, tracker.tracked()));
    return tracked;
  }

  /** What is known of a topic; empty if it is not tracked. */
  public Optional<TrackedTopic> of(String topic) {
    return Optional.ofNullable(topics.get(topic)).map(TopicTracker::tracked);
  }

  /** Files are committed. */
  public void commits(PulledGroup group) {
    TopicTracker tracker = topics.get(group.topic());
    if (tracker != null) {
      tracker.add(group);
    }
  }

  /**
   * A position is set. A partition that is added to a tracked topic and begins at its first offset
   * misses nothing.
   *
   * @param record the number of the record
   * @param known the partition's position before; null if it had none
   */
  public void sets(long record, NewPosition set, PartitionPosition known) {
    TopicTracker tracker = topics.get(set.partition().topic());
    if (tracker != null && (known != null || set.position().next() > 0)) {
      tracker.reset(record);
    }
  }

  /**
   * Applies an entry.
   *
   * @param record the number of its record
   * @param positions the positions before it
   * @return whether it follows
   */
  public boolean apply(
      long record, Completeness entry, Map<TopicPartition, PartitionPosition> positions) {
    TopicTracker tracker = topics.get(entry.topic());
    if (entry instanceof LogEntry.Tracks tracks) {
      topics.put(entry.topic(), new TopicTracker(tracks.tracked()));
      return tracker == null;
    }
    if (tracker == null) {
      return false;
    }
    if (entry instanceof LogEntry.Untracks) {
      topics.remove(entry.topic());
      return true;
    }
    if (entry instanceof LogEntry.Observes observes) {
      return tracker.observe(observes.seen(), observes.after(), record);
    }
    LogEntry.Completes completes = (LogEntry.Completes) entry;
    return hasReached(completes.completion().seen(), positions)
        && tracker.complete(completes.completion());
  }

  /** Whether positions have reached all ends; an end of 0 needs no position. */
  public static boolean hasReached(
      EndOffsets seen, Map<TopicPartition, PartitionPosition> positions) {
    return seen.ends().entrySet().stream()
        .allMatch(
            end -> {
              PartitionPosition position =
                  positions.get(new TopicPartition(seen.topic(), end.getKey()));
              return end.getValue() == 0 || (position != null && position.next() >= end.getValue());
            });
  }
}
