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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Compares the positions of the commit log with the brokers' offsets. It sends a handful of batched
 * requests, reads the first record at each lagging position, and changes nothing.
 */
public final class PositionsQuery {
  private final TopicCatalog catalog;
  private final Function<String, Optional<String>> whyOut;
  private final FirstRecords firstRecords;
  private final InstantSource clock;

  /**
   * @param whyOut why the settings exclude a topic; empty if they do not
   * @param source opens ranges for reading, including uncommitted records
   * @param patience how long to wait without a record
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
   * The report.
   *
   * @param positions the commit log's
   * @param topics the selected topics
   * @throws SourceException if the cluster does not answer
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

  /** Earliest offsets are requested first: both only grow, so the end is never before them. */
  private List<PositionDraft> look(
      Map<TopicPartition, PartitionPosition> known, Predicate<String> topics) {
    Map<TopicPartition, Uuid> present = present(known, topics);
    Map<TopicPartition, Long> earliest =
        present.isEmpty() ? Map.of() : catalog.offsets().earliestOffsets(present.keySet());
    LogEnds ends = LogEnds.of(catalog, present.keySet());
    Map<TopicPartition, Bounds> bounds = Bounds.of(earliest, ends.offsets());
    Map<TopicPartition, HeldBack> heldBack = ends.heldBack(catalog);
    return Stream.concat(present.keySet().stream(), known.keySet().stream())
        .distinct()
        .map(
            partition ->
                new PositionDraft(
                    partition,
                    Optional.ofNullable(present.get(partition)),
                    Optional.ofNullable(known.get(partition)),
                    whyOut.apply(partition.topic()),
                    Optional.ofNullable(bounds.get(partition)),
                    Optional.ofNullable(ends.replicated().get(partition)),
                    Optional.ofNullable(heldBack.get(partition))
                        .filter(it -> bounds.containsKey(partition))))
        .toList();
  }

  /** The topic ids of all existing partitions that are or were pulled. */
  private Map<TopicPartition, Uuid> present(
      Map<TopicPartition, PartitionPosition> known, Predicate<String> topics) {
    Map<TopicPartition, Uuid> present = new HashMap<>();
    for (Topic topic : catalog.list().topics()) {
      if (topics.test(topic.name())) {
        boolean wanted = whyOut.apply(topic.name()).isEmpty();
        topic.partitions().stream()
            .map(number -> new TopicPartition(topic.name(), number))
            .filter(partition -> wanted || known.containsKey(partition))
            .forEach(partition -> present.put(partition, topic.id()));
      }
    }
    return present;
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
