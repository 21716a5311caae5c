package io.camus.offsets;

import io.camus.model.HeldBack;
import io.camus.model.OffsetRange;
import io.camus.model.PartitionPosition;
import io.camus.model.SourceException;
import io.camus.setup.Bounds;
import io.camus.setup.LogDetails.Retention;
import io.camus.setup.LogEnds;
import io.camus.setup.TopicCatalog;
import io.camus.setup.TopicList.Topic;
import io.camus.source.RecordSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Compares the positions of the commit log with what the brokers hold. It asks a handful of batched
 * questions, reads the first record behind each position that lags, and changes nothing.
 */
public final class PositionsQuery {
  private final TopicCatalog catalog;
  private final Function<String, Optional<String>> whyOut;
  private final FirstRecords firstRecords;
  private final InstantSource clock;

  /**
   * @param whyOut why the settings leave a topic out; empty if they do not
   * @param source opens ranges for reading, also what is not committed
   * @param patience how long to wait while no record comes
   */
  public PositionsQuery(
      TopicCatalog catalog,
      Function<String, Optional<String>> whyOut,
      Function<List<OffsetRange>, RecordSource> source,
      Duration patience,
      InstantSource clock) {
    this.catalog = catalog;
    this.whyOut = whyOut;
    this.firstRecords = new FirstRecords(source, patience, clock);
    this.clock = clock;
  }

  /**
   * Where everything stands.
   *
   * @param positions the commit log's
   * @param topics which topics to look at
   * @throws SourceException if the cluster cannot be asked
   */
  public PositionsReport report(
      Map<TopicPartition, PartitionPosition> positions, Predicate<String> topics) {
    Map<TopicPartition, PartitionPosition> known =
        positions.entrySet().stream()
            .filter(entry -> topics.test(entry.getKey().topic()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    List<PositionDraft> drafts = look(known, topics);
    List<PositionDraft> lagging =
        drafts.stream()
            .filter(draft -> draft.status() == PositionStatus.PULLED && draft.isBehind())
            .toList();
    Map<TopicPartition, Instant> times = times(lagging);
    Map<String, Retention> retention =
        lagging.isEmpty() ? Map.of() : catalog.details().retention(topicsOf(lagging));
    Map<TopicPartition, Long> bytes = storedBytes(lagging, retention);
    Instant now = clock.instant();
    return new PositionsReport(
        now,
        drafts.stream()
            .map(
                draft ->
                    draft.line(
                        Optional.ofNullable(times.get(draft.partition())),
                        Optional.ofNullable(retention.get(draft.partition().topic())),
                        Optional.ofNullable(bytes.get(draft.partition())),
                        now))
            .sorted(PositionLine.BY_URGENCY)
            .toList());
  }

  private List<PositionDraft> look(
      Map<TopicPartition, PartitionPosition> known, Predicate<String> topics) {
    List<PositionDraft> drafts = new ArrayList<>();
    Set<TopicPartition> seen = new HashSet<>();
    for (Topic topic : catalog.list().topics()) {
      if (!topics.test(topic.name())) {
        continue;
      }
      Optional<String> out = whyOut.apply(topic.name());
      for (int number : topic.partitions()) {
        TopicPartition partition = new TopicPartition(topic.name(), number);
        Optional<PartitionPosition> position = Optional.ofNullable(known.get(partition));
        if (out.isEmpty() || position.isPresent()) {
          drafts.add(new PositionDraft(partition, Optional.of(topic.id()), position, out));
          seen.add(partition);
        }
      }
    }
    known.forEach(
        (partition, position) -> {
          if (!seen.contains(partition)) {
            drafts.add(
                new PositionDraft(
                    partition,
                    Optional.empty(),
                    Optional.of(position),
                    whyOut.apply(partition.topic())));
          }
        });
    bound(drafts, seen);
    return drafts;
  }

  /** Earliest offsets are asked first: both only grow, so that the end is never before them. */
  private void bound(List<PositionDraft> drafts, Collection<TopicPartition> present) {
    if (present.isEmpty()) {
      return;
    }
    Map<TopicPartition, Long> earliest = catalog.offsets().earliestOffsets(present);
    LogEnds ends = LogEnds.of(catalog, present);
    Map<TopicPartition, Bounds> bounds = Bounds.of(earliest, ends.offsets());
    Map<TopicPartition, HeldBack> heldBack = ends.heldBack(catalog);
    for (PositionDraft draft : drafts) {
      Bounds held = bounds.get(draft.partition());
      if (held != null) {
        draft.holds(held);
        Optional.ofNullable(ends.replicated().get(draft.partition()))
            .ifPresent(draft::replicatedTo);
        Optional.ofNullable(heldBack.get(draft.partition())).ifPresent(draft::holdsBack);
      }
    }
  }

  private Map<TopicPartition, Instant> times(List<PositionDraft> lagging) {
    try {
      return firstRecords.times(lagging.stream().map(PositionDraft::backlog).toList());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceException("interrupted while reading the records at the positions", e);
    }
  }

  private Map<TopicPartition, Long> storedBytes(
      List<PositionDraft> lagging, Map<String, Retention> retention) {
    List<TopicPartition> limited =
        lagging.stream()
            .map(PositionDraft::partition)
            .filter(
                partition ->
                    Optional.ofNullable(retention.get(partition.topic()))
                        .flatMap(Retention::bytes)
                        .isPresent())
            .toList();
    return limited.isEmpty() ? new HashMap<>() : catalog.details().storedBytes(limited);
  }

  private static Set<String> topicsOf(List<PositionDraft> drafts) {
    return drafts.stream().map(draft -> draft.partition().topic()).collect(Collectors.toSet());
  }
}
