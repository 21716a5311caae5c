package io.camus.commit;

import io.camus.model.LogEntry;
import io.camus.model.NewPosition;
import io.camus.model.OffsetRange;
import io.camus.model.PartitionPosition;
import io.camus.model.Pulled;
import io.camus.model.PulledRange;
import io.camus.model.RunId;
import io.camus.model.RunOwner;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * The state of the commit log after one of its records: positions, generations, open runs, and how
 * far topics are complete. It refuses entries that do not follow from the state; this makes commits
 * exactly-once.
 */
public final class LogState {
  private final Map<TopicPartition, PartitionPosition> positions;
  private final Map<RunId, RunOwner> openRuns;
  private final Trackers trackers;
  private final Step step = new Step();
  private long number;

  private LogState(
      long number,
      Map<TopicPartition, PartitionPosition> positions,
      Map<RunId, RunOwner> open,
      Trackers trackers) {
    this.number = number;
    this.positions = positions;
    this.openRuns = open;
    this.trackers = trackers;
  }

  /** The state before the first record. */
  static LogState empty() {
    return at(0);
  }

  /** A state to be filled from a checkpoint. */
  static LogState at(long number) {
    return new LogState(number, new HashMap<>(), new TreeMap<>(), new Trackers());
  }

  /** An independent copy. */
  LogState copy() {
    return new LogState(number, new HashMap<>(positions), new TreeMap<>(openRuns), trackers.copy());
  }

  /** The number of the last record in it, 0 before the first. */
  public long number() {
    return number;
  }

  /** The position of each known topic-partition. Do not modify. */
  public Map<TopicPartition, PartitionPosition> positions() {
    return Collections.unmodifiableMap(positions);
  }

  /** The runs whose ranges may still be committed, oldest first. Do not modify. */
  public Map<RunId, RunOwner> openRuns() {
    return Collections.unmodifiableMap(openRuns);
  }

  /** How far topics are complete. Do not modify. */
  public Trackers trackers() {
    return trackers;
  }

  /** Whether each range is the next one of its partition. */
  boolean fits(Pulled group) {
    return group.ranges().stream().allMatch(range -> fits(range.range()));
  }

  /** Whether a range is the next one of its partition. */
  boolean fits(OffsetRange range) {
    PartitionPosition position = positions.get(range.partition());
    return position != null
        && position.topicId().equals(range.topicId())
        && position.generation() == range.generation()
        && position.next() == range.from();
  }

  /** Moves positions to the ends of ranges that fit. */
  void advance(Pulled group) {
    for (PulledRange range : group.ranges()) {
      positions.put(range.range().partition(), range.position());
    }
  }

  /**
   * Applies a record's entries in their order.
   *
   * @throws RefusedException if one does not follow from the state; do not use this object
   *     afterwards
   */
  void apply(long recordNumber, List<LogEntry> entries) {
    if (recordNumber != number + 1) {
      throw new RefusedException(
          String.format(Locale.ROOT, "record %d after record %d", recordNumber, number));
    }
    for (LogEntry entry : entries) {
      apply(entry);
    }
    number = recordNumber;
  }

  /** Applies one entry of a record or checkpoint. */
  void apply(LogEntry entry) {
    if (!entry.match(step)) {
      throw new RefusedException("inconsistent with the log: " + entry);
    }
  }

  /** The next step of the state; the answer is whether the entry follows from it. */
  private final class Step implements LogEntry.Cases<Boolean> {
    @Override
    public Boolean opens(LogEntry.Opens opens) {
      return openRuns.putIfAbsent(opens.run(), opens.owner()) == null;
    }

    @Override
    public Boolean closes(LogEntry.Closes closes) {
      return openRuns.remove(closes.run()) != null;
    }

    @Override
    public Boolean commits(LogEntry.Commits commits) {
      if (!openRuns.containsKey(commits.run()) || !fits(commits.pulled())) {
        return false;
      }
      advance(commits.pulled());
      trackers.commits(commits.pulled());
      return true;
    }

    @Override
    public Boolean sets(LogEntry.Sets sets) {
      NewPosition set = sets.position();
      PartitionPosition known = positions.put(set.partition(), set.position());
      trackers.sets(number + 1, set, known);
      return known == null || set.position().generation() > known.generation();
    }

    @Override
    public Boolean completeness(LogEntry.Completeness entry) {
      return trackers.apply(number + 1, entry, positions);
    }
  }

  /** An entry that does not follow from the state. */
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
      super(message);
    }
  }
}
