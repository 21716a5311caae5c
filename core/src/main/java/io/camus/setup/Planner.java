package io.camus.setup;

import io.camus.model.HeldBack;
import io.camus.model.PartitionPosition;
import io.camus.model.PlannedRange;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.model.SchemaUnavailableException;
import io.camus.model.Split;
import io.camus.model.StorageException;
import io.camus.setup.TopicList.Topic;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * The setup stage: compares the cluster with the commit log, decides each partition with {@link
 * PositionRule}, splits those that are too large for one task ({@link HotRanges}), and distributes
 * the work with {@link SplitPlanner}. It sends a handful of batched requests and writes nothing.
 */
public final class Planner {
  private final TopicCatalog catalog;
  private final PlannerSettings settings;
  private final Clock clock;

  public Planner(TopicCatalog catalog, PlannerSettings settings, Clock clock) {
    this.catalog = catalog;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * The plan of a run that starts now.
   *
   * @param positions the positions in the commit log
   * @throws io.camus.model.SourceException if the cluster does not answer
   */
  public Plan plan(Map<TopicPartition, PartitionPosition> positions) {
    Instant at = clock.instant();
    Map<String, SortedMap<Integer, PartitionPosition>> byTopic = byTopic(positions);
    Map<String, ObservedTopic> observedTopics = look(byTopic);
    List<TopicPartition> wanted = wanted(observedTopics.values());
    Map<TopicPartition, Long> earliest =
        wanted.isEmpty() ? Map.of() : catalog.offsets().earliestOffsets(wanted);
    LogEnds ends = LogEnds.of(catalog, wanted);
    Map<TopicPartition, Bounds> bounds = Bounds.of(earliest, ends.offsets());
    PositionRule rule =
        new PositionRule(
            settings,
            firstPositions(observedTopics, bounds),
            ends.replicated(),
            divergentOffsets(observedTopics, bounds));
    Map<TopicPartition, HeldBack> heldBack = ends.heldBack(catalog);
    PlanDraft draft = new PlanDraft(heldBack);
    for (ObservedTopic observed : observedTopics.values()) {
      if (observed.pullable()) {
        decide(observed, bounds, rule, draft);
        draft.ends(observed, at, ends.replicated(), bounds);
      } else {
        leaveOut(observed, bounds, draft);
      }
    }
    reportGone(byTopic, observedTopics, draft);
    HeldBackNotices.of(heldBack.values(), catalog, clock.instant()).forEach(draft::problem);
    List<TopicPartition> lagging = draft.lagging();
    List<PlannedRange> ranges =
        draft.ranges(lagging.isEmpty() ? Map.of() : catalog.details().storedBytes(lagging));
    return draft.toPlan(splits(ranges));
  }

  private List<Split> splits(List<PlannedRange> ranges) {
    long bytes = ranges.stream().mapToLong(PlannedRange::estimatedBytes).reduce(0, Balance::sum);
    int tasks =
        (int) Math.min(settings.tasks(), 1 + Math.max(0, bytes - 1) / settings.minSplitBytes());
    return SplitPlanner.share(
        settings.minPieceBytes() == 0
            ? ranges
            : new HotRanges(catalog, settings.minPieceBytes()).cut(ranges, tasks),
        tasks);
  }

  private static Map<String, SortedMap<Integer, PartitionPosition>> byTopic(
      Map<TopicPartition, PartitionPosition> positions) {
    Map<String, SortedMap<Integer, PartitionPosition>> byTopic = new TreeMap<>();
    positions.forEach(
        (partition, position) ->
            byTopic
                .computeIfAbsent(partition.topic(), topic -> new TreeMap<>())
                .put(partition.partition(), position));
    return byTopic;
  }

  private Map<String, ObservedTopic> look(
      Map<String, SortedMap<Integer, PartitionPosition>> byTopic) {
    Map<String, ObservedTopic> observedTopics = new TreeMap<>();
    for (Topic topic : catalog.list().topics()) {
      Optional<String> unwanted = settings.leftOut().apply(topic.name());
      observedTopics.put(
          topic.name(),
          new ObservedTopic(
              new Topic(topic.name(), topic.id(), topic.partitions().stream().sorted().toList()),
              byTopic.getOrDefault(topic.name(), Collections.emptySortedMap()),
              unwanted,
              unwanted.isPresent() ? Optional.empty() : unfit(topic.name())));
    }
    return observedTopics;
  }

  private Optional<Problem> unfit(String topic) {
    try {
      return settings
          .refusal()
          .apply(topic)
          .map(reason -> new Problem(Severity.DATA, topic, reason));
    } catch (SchemaUnavailableException | StorageException e) {
      return Optional.of(new Problem(Severity.OUTSIDE, topic, e.getMessage()));
    }
  }

  private static List<TopicPartition> wanted(Collection<ObservedTopic> observedTopics) {
    List<TopicPartition> wanted = new ArrayList<>();
    for (ObservedTopic observed : observedTopics) {
      if (observed.unwanted().isEmpty()) {
        observed.topic().partitions().forEach(number -> wanted.add(observed.partition(number)));
      }
    }
    return wanted;
  }

  private Map<TopicPartition, FirstPosition> firstPositions(
      Map<String, ObservedTopic> observedTopics, Map<TopicPartition, Bounds> bounds) {
    Map<TopicPartition, Bounds> unseen = new HashMap<>();
    bounds.forEach(
        (partition, at) -> {
          ObservedTopic observed = observedTopics.get(partition.topic());
          if (observed.pullable()
              && observed.position(partition.partition()).isEmpty()
              && !settings.moveToLatest().test(partition.topic())) {
            unseen.put(partition, at);
          }
        });
    return new StartRule(catalog, settings, clock).find(unseen, observedTopics);
  }

  private Map<TopicPartition, Long> divergentOffsets(
      Map<String, ObservedTopic> observedTopics, Map<TopicPartition, Bounds> bounds) {
    Map<TopicPartition, PartitionPosition> known = new HashMap<>();
    for (TopicPartition partition : bounds.keySet()) {
      ObservedTopic observed = observedTopics.get(partition.topic());
      if (observed.pullable()) {
        observed
            .position(partition.partition())
            .filter(observed::continues)
            .filter(position -> position.leaderEpoch().isPresent())
            .ifPresent(position -> known.put(partition, position));
      }
    }
    return known.isEmpty() ? Map.of() : catalog.details().divergentOffsets(known);
  }

  private static void decide(
      ObservedTopic observed,
      Map<TopicPartition, Bounds> bounds,
      PositionRule rule,
      PlanDraft draft) {
    List<Integer> leaderless = new ArrayList<>();
    List<Integer> restarted = new ArrayList<>();
    for (int number : observed.topic().partitions()) {
      TopicPartition partition = observed.partition(number);
      Optional<PartitionPosition> position = observed.position(number);
      Optional<Bounds> at = Optional.ofNullable(bounds.get(partition));
      Decision decision =
          at.isPresent() ? rule.decide(observed, number, at.get()) : new Decision.Leaderless();
      if (decision instanceof Decision.Pull pull) {
        draft.pull(partition, at.orElseThrow(), pull, observed);
        pull.problem().ifPresent(draft::problem);
        if (position.isPresent() && !observed.continues(position.get())) {
          restarted.add(number);
        }
      } else if (decision instanceof Decision.Leave leave) {
        draft.leave(partition, position, at, leave.reason());
        draft.problem(leave.problem());
      } else {
        draft.leave(partition, position, at, "no broker reports its offsets");
        leaderless.add(number);
      }
    }
    TopicNotices.leaderless(observed.topic().name(), leaderless).ifPresent(draft::problem);
    TopicNotices.remains(observed, restarted).forEach(draft::problem);
  }

  private static void leaveOut(
      ObservedTopic observed, Map<TopicPartition, Bounds> bounds, PlanDraft draft) {
    observed.unfit().ifPresent(draft::problem);
    String reason = observed.leftOut().orElseThrow();
    for (int number : observed.topic().partitions()) {
      TopicPartition partition = observed.partition(number);
      draft.leave(
          partition,
          observed.position(number).filter(observed::continues),
          Optional.ofNullable(bounds.get(partition)),
          reason);
    }
  }

  private void reportGone(
      Map<String, SortedMap<Integer, PartitionPosition>> byTopic,
      Map<String, ObservedTopic> observedTopics,
      PlanDraft draft) {
    SortedMap<String, SortedMap<Integer, PartitionPosition>> missing = new TreeMap<>(byTopic);
    missing
        .keySet()
        .removeIf(
            topic ->
                observedTopics.containsKey(topic) || settings.leftOut().apply(topic).isPresent());
    if (missing.isEmpty()) {
      return;
    }
    Set<String> hidden = catalog.list().hidden(missing.keySet());
    missing.forEach(
        (topic, positions) ->
            draft.problem(
                hidden.contains(topic)
                    ? TopicNotices.hidden(topic, positions)
                    : TopicNotices.gone(topic, positions)));
  }
}
