package io.camus.setup;

import io.camus.model.EndOffsets;
import io.camus.model.HeldBack;
import io.camus.model.NewPosition;
import io.camus.model.OffsetRange;
import io.camus.model.PartitionPosition;
import io.camus.model.PlannedRange;
import io.camus.model.PlannedRange.Begin;
import io.camus.model.Problem;
import io.camus.model.Split;
import io.camus.setup.Decision.Reset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** Builds a plan, partition by partition, in the order of its lines. */
final class PlanDraft {
  /** Assumed if the broker does not report sizes. */
  private static final double FALLBACK_BYTES_PER_OFFSET = 1024;

  private final List<Entry> entries = new ArrayList<>();
  private final List<Reset> resets = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Map<TopicPartition, HeldBack> heldBack;
  private final List<Plan.TopicEnds> ends = new ArrayList<>();

  /** The expected bytes between position and end. */
  private final Map<TopicPartition, Long> estimates = new HashMap<>();

  /**
   * A partition before its size and its task are known.
   *
   * @param topicId the topic's id; empty if it is excluded
   * @param leftOut why it is excluded
   */
  private record Entry(
      TopicPartition partition,
      Optional<Uuid> topicId,
      Optional<PartitionPosition> position,
      Optional<Bounds> bounds,
      Optional<String> leftOut) {

    long lag() {
      return position.isPresent() && bounds.isPresent()
          ? Math.max(0, bounds.get().end() - position.get().next())
          : 0;
    }

    /**
     * The expected bytes between position and end: from the last run's measurement, since the work
     * depends on keys and values, else from the stored bytes.
     *
     * @param stored bytes stored by the leader
     */
    long bytes(Optional<Long> stored) {
      OptionalDouble measured =
          topicId.isPresent() ? position.orElseThrow().bytesPerOffset() : OptionalDouble.empty();
      long offsets = bounds.orElseThrow().end() - bounds.get().earliest();
      return (long)
          (lag()
              * measured.orElseGet(
                  () ->
                      stored
                          .filter(it -> offsets > 0)
                          .map(it -> (double) it / offsets)
                          .orElse(FALLBACK_BYTES_PER_OFFSET)));
    }
  }

  /**
   * @param heldBack what waits for open transactions
   */
  PlanDraft(Map<TopicPartition, HeldBack> heldBack) {
    this.heldBack = heldBack;
  }

  void problem(Problem problem) {
    problems.add(problem);
  }

  /**
   * Notes the ends of a topic, unless one of them is not known. A new partition without records
   * gets no position, so its end is 0.
   *
   * @param at before they were read
   * @param replicated the replicated ends
   */
  void ends(
      ObservedTopic observed,
      Instant at,
      Map<TopicPartition, Long> replicated,
      Map<TopicPartition, Bounds> bounds) {
    Map<Integer, Long> known = new HashMap<>();
    boolean whole = true;
    for (int number : observed.topic().partitions()) {
      TopicPartition partition = observed.partition(number);
      Long end = replicated.get(partition);
      Bounds of = bounds.get(partition);
      if (end == null || of == null) {
        return;
      }
      boolean isNew = observed.position(number).isEmpty();
      boolean isEmpty = of.earliest() >= Math.max(end, of.end());
      known.put(number, isNew && isEmpty ? 0 : Math.max(end, of.end()));
      whole &= isNew;
    }
    whole &=
        resets.stream()
            .map(Reset::position)
            .filter(it -> it.partition().topic().equals(observed.topic().name()))
            .allMatch(it -> it.position().next() <= bounds.get(it.partition()).earliest());
    ends.add(new Plan.TopicEnds(new EndOffsets(observed.topic().name(), at, known), whole));
  }

  void leave(
      TopicPartition partition,
      Optional<PartitionPosition> position,
      Optional<Bounds> bounds,
      String reason) {
    entries.add(new Entry(partition, Optional.empty(), position, bounds, Optional.of(reason)));
  }

  void pull(
      TopicPartition partition, Bounds bounds, Decision.Pull decision, ObservedTopic observed) {
    decision.reset().ifPresent(resets::add);
    entries.add(
        new Entry(
            partition,
            Optional.of(observed.topic().id()),
            Optional.of(decision.position()),
            Optional.of(bounds),
            Optional.empty()));
  }

  /** The partitions with offsets to pull. */
  List<TopicPartition> lagging() {
    return entries.stream().filter(entry -> entry.lag() > 0).map(Entry::partition).toList();
  }

  /**
   * The ranges to pull, one per partition.
   *
   * @param storedBytes bytes stored by the leaders, as far as known
   */
  List<PlannedRange> ranges(Map<TopicPartition, Long> storedBytes) {
    List<PlannedRange> ranges = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.lag() > 0) {
        TopicPartition partition = entry.partition();
        PartitionPosition position = entry.position().orElseThrow();
        long end = entry.bounds().orElseThrow().end();
        long bytes = entry.bytes(Optional.ofNullable(storedBytes.get(partition)));
        estimates.put(partition, bytes);
        entry
            .topicId()
            .map(id -> new OffsetRange(partition, id, position.generation(), position.next(), end))
            .map(range -> new PlannedRange(range, bytes, position.leaderEpoch(), Begin.AT_POSITION))
            .ifPresent(ranges::add);
      }
    }
    return ranges;
  }

  /** Completes the plan with the distributed ranges. */
  Plan toPlan(List<Split> splits) {
    Map<TopicPartition, Set<Integer>> tasksOf = new HashMap<>();
    for (Split split : splits) {
      for (PlannedRange planned : split.ranges()) {
        tasksOf
            .computeIfAbsent(planned.range().partition(), it -> new LinkedHashSet<>())
            .add(split.task());
      }
    }
    List<Plan.Line> lines =
        entries.stream()
            .map(entry -> line(entry, tasksOf.getOrDefault(entry.partition(), Set.of())))
            .toList();
    return new Plan(splits, newPositions(splits), lines, problems, ends);
  }

  private List<NewPosition> newPositions(List<Split> splits) {
    boolean worthARecord = !splits.isEmpty() || resets.stream().anyMatch(Reset::lasting);
    return worthARecord ? resets.stream().map(Reset::position).toList() : List.of();
  }

  private Plan.Line line(Entry entry, Set<Integer> tasks) {
    return new Plan.Line(
        entry.partition(),
        entry.position().map(it -> OptionalLong.of(it.next())).orElse(OptionalLong.empty()),
        entry.bounds().map(bounds -> OptionalLong.of(bounds.end())).orElse(OptionalLong.empty()),
        estimates.getOrDefault(entry.partition(), 0L),
        List.copyOf(tasks),
        entry.leftOut(),
        Optional.ofNullable(heldBack.get(entry.partition())));
  }
}
