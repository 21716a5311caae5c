package io.camus.offsets;

import io.camus.commit.CommitLog;
import io.camus.commit.LogState;
import io.camus.model.CommitRecord;
import io.camus.model.ConfigurationException;
import io.camus.model.LogEntry;
import io.camus.model.NewPosition;
import io.camus.model.PartitionPosition;
import io.camus.model.RunInProgressException;
import io.camus.model.SourceException;
import io.camus.setup.Bounds;
import io.camus.setup.TopicCatalog;
import io.camus.setup.TopicList.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Sets positions with a record of the commit log, each in a new generation. It first computes the
 * effect, for a person to confirm; then it appends exactly what was confirmed, or nothing.
 */
public final class PositionSetter {
  private final TopicCatalog catalog;
  private final Function<String, Optional<String>> whyOut;

  /**
   * @param whyOut why the settings exclude a topic; empty if they do not
   */
  public PositionSetter(TopicCatalog catalog, Function<String, Optional<String>> whyOut) {
    this.catalog = catalog;
    this.whyOut = whyOut;
  }

  /**
   * The selected partitions.
   *
   * @param topics at least one name
   * @param partitions their numbers; empty for all
   */
  public record Selection(TopicSelection topics, Set<Integer> partitions) {
    public Selection {
      partitions = Set.copyOf(partitions);
      if (topics.names().isEmpty()) {
        throw new ConfigurationException("name the topics to set positions of: --topic NAME");
      }
    }
  }

  /**
   * The effect of setting positions, sorted by topic and partition, without unchanged ones.
   *
   * @throws ConfigurationException if a topic or partition does not exist or is excluded, or the
   *     broker does not have an offset
   * @throws SourceException if the brokers do not answer
   */
  public List<PositionChange> changes(LogState state, Target target, Selection selection) {
    Map<TopicPartition, Uuid> ids = partitions(selection);
    Map<TopicPartition, Bounds> bounds = Bounds.of(catalog.offsets(), ids.keySet());
    Map<TopicPartition, Long> offsets =
        target instanceof Target.AtTime atTime && !ids.isEmpty()
            ? catalog.offsets().offsetsAt(ids.keySet(), atTime.time())
            : Map.of();
    List<PositionChange> changes = new ArrayList<>();
    List<TopicPartition> sorted =
        ids.keySet().stream()
            .sorted(
                Comparator.comparing(TopicPartition::topic)
                    .thenComparing(TopicPartition::partition))
            .toList();
    for (TopicPartition partition : sorted) {
      Bounds held = bounds.get(partition);
      if (held == null) {
        throw new SourceException(
            String.format(
                Locale.ROOT,
                "no broker reports the offsets of %s, so nothing was set; check that its brokers"
                    + " run",
                partition));
      }
      Uuid topicId = ids.get(partition);
      Optional<PartitionPosition> old = Optional.ofNullable(state.positions().get(partition));
      long next = offset(target, partition, held, Optional.ofNullable(offsets.get(partition)));
      if (old.isEmpty() || !old.get().isOf(topicId) || old.get().next() != next) {
        int generation = old.map(position -> position.generation() + 1).orElse(0);
        NewPosition position =
            new NewPosition(
                partition,
                new PartitionPosition(topicId, generation, next),
                "set manually to " + target.inWords());
        changes.add(change(old, held, position));
      }
    }
    return changes;
  }

  private Map<TopicPartition, Uuid> partitions(Selection selection) {
    Map<TopicPartition, Uuid> ids = new HashMap<>();
    List<String> found = new ArrayList<>();
    for (Topic topic : catalog.list().topics()) {
      if (!selection.topics().test(topic.name())) {
        continue;
      }
      found.add(topic.name());
      Optional<String> out = whyOut.apply(topic.name());
      if (out.isPresent() && selection.topics().names().contains(topic.name())) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "topic %s is excluded (%s), so it is never pulled; nothing was set",
                topic.name(),
                out.get()));
      }
      if (out.isEmpty()) {
        numbers(topic, selection)
            .forEach(number -> ids.put(new TopicPartition(topic.name(), number), topic.id()));
      }
    }
    for (int i = 0; i < selection.topics().names().size(); i++) {
      String name = selection.topics().names().get(i);
      Pattern pattern = selection.topics().patterns().get(i);
      if (found.stream()
          .noneMatch(topic -> topic.equals(name) || pattern.matcher(topic).matches())) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "--topic %s: no such topic in the cluster, or not readable; nothing was set",
                name));
      }
    }
    return ids;
  }

  private static List<Integer> numbers(Topic topic, Selection selection) {
    if (selection.partitions().isEmpty()) {
      return topic.partitions();
    }
    for (int number : selection.partitions()) {
      if (!topic.partitions().contains(number)) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "topic %s has no partition %d: it has %d partitions, numbered from 0; nothing was"
                    + " set",
                topic.name(),
                number,
                topic.partitions().size()));
      }
    }
    return topic.partitions().stream().filter(selection.partitions()::contains).toList();
  }

  private static long offset(
      Target target, TopicPartition partition, Bounds held, Optional<Long> atTime) {
    if (target instanceof Target.AtOffset given) {
      if (given.offset() != held.nearest(given.offset())) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "%s@%d does not exist: the broker has offsets [%d, %d); nothing was set",
                partition,
                given.offset(),
                held.earliest(),
                held.end()));
      }
      return given.offset();
    }
    if (target instanceof Target.AtTime) {
      return held.nearest(atTime.orElse(held.end()));
    }
    return target instanceof Target.Earliest ? held.earliest() : held.end();
  }

  static PositionChange change(Optional<PartitionPosition> old, Bounds held, NewPosition position) {
    long next = position.position().next();
    long before =
        old.filter(it -> it.isOf(position.position().topicId()))
            .map(PartitionPosition::next)
            .orElse(held.earliest());
    return new PositionChange(
        old,
        position,
        Math.max(0, next - Math.max(before, held.earliest())),
        Math.max(0, held.earliest() - before),
        Math.max(0, Math.min(before, held.end()) - next));
  }

  /**
   * Appends confirmed changes.
   *
   * @return the number of the record
   * @throws RunInProgressException if a run was opened, or a position has moved, since the changes
   *     were computed; nothing was set
   * @throws io.camus.model.CamusException if it could not be appended, or this is unknown
   */
  public static long append(CommitLog log, List<PositionChange> changes) {
    return log.append(state -> entries(state, changes)).map(CommitRecord::number).orElseThrow();
  }

  private static List<LogEntry> entries(LogState state, List<PositionChange> changes) {
    state.openRuns().keySet().stream()
        .findFirst()
        .ifPresent(
            run -> {
              throw new RunInProgressException(
                  String.format(
                      Locale.ROOT,
                      "run %s has started in the meantime; nothing was set. Wait for it to finish,"
                          + " then try again",
                      run));
            });
    List<LogEntry> entries = new ArrayList<>();
    for (PositionChange change : changes) {
      TopicPartition partition = change.next().partition();
      Optional<PartitionPosition> now = Optional.ofNullable(state.positions().get(partition));
      if (!now.equals(change.old())) {
        throw new RunInProgressException(
            String.format(
                Locale.ROOT,
                "%s has moved to %s in the meantime; nothing was set. Check the positions, then try"
                    + " again",
                partition,
                now.map(it -> "offset " + it.next()).orElse("nowhere")));
      }
      entries.add(new LogEntry.Sets(change.next()));
    }
    return entries;
  }
}
