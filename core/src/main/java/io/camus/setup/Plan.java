package io.camus.setup;

import io.camus.model.EndOffsets;
import io.camus.model.HeldBack;
import io.camus.model.NewPosition;
import io.camus.model.PlannedRange;
import io.camus.model.Problem;
import io.camus.model.Split;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * The plan of a run.
 *
 * @param splits the work, one per task; empty if there is nothing to pull
 * @param newPositions positions to append to the commit log before anything is pulled; empty if
 *     there is nothing to pull and none of them must be recorded now
 * @param lines every partition, sorted by topic and partition
 * @param problems problems to report: lost ranges, topics that cannot be pulled
 * @param ends the ends of topics of which every partition is pulled and has a known end
 */
public record Plan(
    List<Split> splits,
    List<NewPosition> newPositions,
    List<Line> lines,
    List<Problem> problems,
    List<TopicEnds> ends) {

  /**
   * The ends of a topic.
   *
   * @param seen the ends
   * @param whole whether all partitions have no position yet, and are pulled from their first
   *     records
   */
  public record TopicEnds(EndOffsets seen, boolean whole) {}

  public Plan {
    splits = List.copyOf(splits);
    newPositions = List.copyOf(newPositions);
    lines = List.copyOf(lines);
    problems = List.copyOf(problems);
    ends = List.copyOf(ends);
  }

  /** A plan that says nothing about ends. */
  public Plan(
      List<Split> splits,
      List<NewPosition> newPositions,
      List<Line> lines,
      List<Problem> problems) {
    this(splits, newPositions, lines, problems, List.of());
  }

  /**
   * Whether the commit log needs a record first: because there is work, or because a position must
   * be recorded now. A partition that starts at the latest offset or at a time is such a case even
   * if it is empty: if the next run determined its start again, records produced in between would
   * be lost. Every reset position is such a case, too.
   */
  public boolean needsRecord() {
    return !splits.isEmpty() || !newPositions.isEmpty();
  }

  /** This plan with further problems. */
  public Plan with(List<Problem> more) {
    return more.isEmpty()
        ? this
        : new Plan(
            splits,
            newPositions,
            lines,
            Stream.concat(problems.stream(), more.stream()).toList(),
            ends);
  }

  /** This plan with changed ranges, in the same splits. */
  public Plan with(UnaryOperator<PlannedRange> change) {
    return new Plan(
        splits.stream()
            .map(
                split ->
                    new Split(
                        split.task(),
                        split.ranges().stream().map(change).toList(),
                        split.offsetsOfTopics()))
            .toList(),
        newPositions,
        lines,
        problems,
        ends);
  }

  /** This plan without the ranges of some topics; tasks without ranges are left out. */
  public Plan without(Set<String> topics) {
    return topics.isEmpty()
        ? this
        : new Plan(
            splits.stream()
                .map(
                    split ->
                        new Split(
                            split.task(),
                            split.ranges().stream()
                                .filter(it -> !topics.contains(it.range().partition().topic()))
                                .toList(),
                            split.offsetsOfTopics()))
                .filter(split -> !split.ranges().isEmpty())
                .toList(),
            newPositions,
            lines,
            problems,
            ends);
  }

  /** All topics, including those without work. */
  public Set<String> topics() {
    Set<String> topics = new HashSet<>();
    lines.forEach(line -> topics.add(line.partition().topic()));
    return topics;
  }

  /** All ranges to pull. */
  public Stream<PlannedRange> ranges() {
    return splits.stream().flatMap(split -> split.ranges().stream());
  }

  /** The number of offsets to pull, some of which may hold no record. */
  public long offsets() {
    return ranges().mapToLong(planned -> planned.range().length()).sum();
  }

  /** The tasks that pull from each topic that has work. */
  public Map<String, Set<Integer>> tasksOfTopic() {
    Map<String, Set<Integer>> tasks = new HashMap<>();
    for (Split split : splits) {
      for (PlannedRange planned : split.ranges()) {
        tasks
            .computeIfAbsent(planned.range().partition().topic(), topic -> new HashSet<>())
            .add(split.task());
      }
    }
    return tasks;
  }

  /**
   * The plan for one partition.
   *
   * @param partition the topic-partition
   * @param position next offset to pull; empty if unknown
   * @param end end offset, exclusive; empty if unknown
   * @param estimatedBytes estimated bytes in between
   * @param tasks tasks that pull it, ascending; none if it is excluded, several if it is split
   * @param leftOut why it is excluded
   * @param heldBack what waits beyond the end for an open transaction
   */
  public record Line(
      TopicPartition partition,
      OptionalLong position,
      OptionalLong end,
      long estimatedBytes,
      List<Integer> tasks,
      Optional<String> leftOut,
      Optional<HeldBack> heldBack) {

    public Line {
      tasks = List.copyOf(tasks);
    }

    /** Offsets between position and end; 0 if either is unknown. */
    public long lag() {
      return position.isPresent() && end.isPresent()
          ? Math.max(0, end.getAsLong() - position.getAsLong())
          : 0;
    }

    /** Offsets beyond the end that an open transaction blocks. */
    public long heldBackOffsets() {
      return heldBack.map(HeldBack::offsets).orElse(0L);
    }
  }
}
