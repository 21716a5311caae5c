package io.camus.offsets;

import io.camus.commit.LogState;
import io.camus.model.ConfigurationException;
import io.camus.model.NewPosition;
import io.camus.model.PartitionPosition;
import io.camus.model.SourceException;
import io.camus.offsets.ImportPlan.Refusals;
import io.camus.setup.Bounds;
import io.camus.setup.LogOffsets;
import io.camus.setup.TopicCatalog;
import io.camus.setup.TopicList.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Compares the positions of another program with the cluster and the commit log. What can be set is
 * set as by {@link PositionSetter}.
 */
public final class PositionImport {
  private static final Comparator<TopicPartition> IN_ORDER =
      Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

  private final TopicCatalog catalog;
  private final Function<String, Optional<String>> whyOut;

  /**
   * @param whyOut why the settings leave a topic out; empty if they do not
   */
  public PositionImport(TopicCatalog catalog, Function<String, Optional<String>> whyOut) {
    this.catalog = catalog;
    this.whyOut = whyOut;
  }

  /**
   * What to import.
   *
   * @param source where the positions are
   * @param topics of which topics
   * @param known how partitions that have a position are handled
   * @param refusals how the others are handled if a position is refused
   */
  public record Request(
      ForeignSource source, TopicSelection topics, KnownPositions known, Refusals refusals) {}

  /** How partitions that already have a position are handled. */
  public enum KnownPositions {
    /** Refuse them. */
    KEEP,
    /** Overwrite them, in a new generation. */
    REPLACE
  }

  /**
   * Plans an import of positions; changes nothing.
   *
   * @throws ConfigurationException if the source has no position of a topic that is asked for
   * @throws SourceException if the brokers do not tell
   */
  public ImportPlan plan(LogState state, ForeignPositions source, Request request) {
    requireNamed(source, request.topics());
    Map<String, Topic> topics = new HashMap<>();
    catalog.list().topics().forEach(topic -> topics.put(topic.name(), topic));
    Set<TopicPartition> partitions = partitions(source, request.topics(), topics);
    Map<TopicPartition, Bounds> held =
        held(partitions.stream().filter(it -> isPulled(it, topics)).toList());
    List<ImportLine> lines = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      lines.add(
          new Draft(
                  partition,
                  Optional.ofNullable(topics.get(partition.topic())),
                  Optional.ofNullable(source.next().get(partition)),
                  Optional.ofNullable(held.get(partition)),
                  Optional.ofNullable(state.positions().get(partition)))
              .line(request.known(), source.origin()));
    }
    lines.removeIf(line -> line.verdict() == ImportVerdict.NO_OFFSET && line.known().isPresent());
    return new ImportPlan(source, lines, request.refusals());
  }

  private static void requireNamed(ForeignPositions source, TopicSelection selection) {
    for (String name : selection.names()) {
      TopicSelection one = TopicSelection.of(List.of(name));
      if (source.next().keySet().stream().noneMatch(it -> one.test(it.topic()))) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "--topic %s: %s has no position of this topic",
                name,
                source.origin()));
      }
    }
  }

  /** Those of the source, and the other partitions of its topics. */
  private static Set<TopicPartition> partitions(
      ForeignPositions source, TopicSelection selection, Map<String, Topic> topics) {
    Set<TopicPartition> partitions = new TreeSet<>(IN_ORDER);
    for (TopicPartition partition : source.next().keySet()) {
      if (selection.test(partition.topic())) {
        partitions.add(partition);
        Optional.ofNullable(topics.get(partition.topic())).stream()
            .flatMap(topic -> topic.partitions().stream())
            .forEach(number -> partitions.add(new TopicPartition(partition.topic(), number)));
      }
    }
    return partitions;
  }

  private boolean isPulled(TopicPartition partition, Map<String, Topic> topics) {
    return Optional.ofNullable(topics.get(partition.topic()))
            .filter(topic -> topic.partitions().contains(partition.partition()))
            .isPresent()
        && whyOut.apply(partition.topic()).isEmpty();
  }

  /** Up to the end of what is replicated: the other program may have read what is not committed. */
  private Map<TopicPartition, Bounds> held(List<TopicPartition> partitions) {
    LogOffsets offsets = catalog.offsets();
    Map<TopicPartition, Long> earliest = offsets.earliestOffsets(partitions);
    Map<TopicPartition, Bounds> held =
        Bounds.of(earliest, offsets.replicatedEndOffsets(partitions));
    for (TopicPartition partition : partitions) {
      if (!held.containsKey(partition)) {
        throw new SourceException(
            String.format(
                Locale.ROOT,
                "no broker reports the offsets of %s, so nothing was set; check that the brokers"
                    + " run",
                partition));
      }
    }
    return held;
  }

  /** What is known about a partition. */
  private final class Draft {
    private final TopicPartition partition;
    private final Optional<Topic> topic;
    private final Optional<Long> next;
    private final Optional<Bounds> held;
    private final Optional<PartitionPosition> known;

    Draft(
        TopicPartition partition,
        Optional<Topic> topic,
        Optional<Long> next,
        Optional<Bounds> held,
        Optional<PartitionPosition> known) {
      this.partition = partition;
      this.topic = topic;
      this.next = next;
      this.held = held;
      this.known = known;
    }

    ImportLine line(KnownPositions policy, String origin) {
      ImportVerdict verdict = verdict(policy);
      return new ImportLine(
          partition,
          next.map(OptionalLong::of).orElse(OptionalLong.empty()),
          held,
          known,
          verdict,
          verdict == ImportVerdict.SET ? Optional.of(change(origin)) : Optional.empty(),
          whyOut.apply(partition.topic()));
    }

    private ImportVerdict verdict(KnownPositions policy) {
      if (topic.isEmpty() || !topic.get().partitions().contains(partition.partition())) {
        return ImportVerdict.NOT_THERE;
      }
      if (held.isEmpty()) {
        return ImportVerdict.LEFT_OUT;
      }
      if (next.isEmpty()) {
        return ImportVerdict.NO_OFFSET;
      }
      if (known.isPresent()) {
        if (known.get().isOf(id()) && known.get().next() == next.get()) {
          return ImportVerdict.THERE_ALREADY;
        }
        if (policy == KnownPositions.KEEP) {
          return ImportVerdict.HAS_POSITION;
        }
      }
      if (next.get() < held.get().earliest()) {
        return ImportVerdict.PASSED_BY_RETENTION;
      }
      return next.get() > held.get().end() ? ImportVerdict.BEYOND_END : ImportVerdict.SET;
    }

    private Uuid id() {
      return topic.orElseThrow().id();
    }

    private PositionChange change(String origin) {
      int generation = known.map(position -> position.generation() + 1).orElse(0);
      return PositionSetter.change(
          known,
          held.orElseThrow(),
          new NewPosition(
              partition,
              new PartitionPosition(id(), generation, next.orElseThrow()),
              "imported from " + origin));
    }
  }
}
