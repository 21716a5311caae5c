package io.camus.setup;

import io.camus.model.OpenTransaction;
import io.camus.model.PartitionPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** A cluster in a few maps; a partition without bounds has no leader. */
final class InMemoryCatalog implements TopicList, LogOffsets, LogDetails {
  final List<String> questions = new ArrayList<>();
  private final Map<String, Topic> topics = new TreeMap<>();
  private final Set<String> hidden = new HashSet<>();
  private final Map<TopicPartition, Long> earliest = new HashMap<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final Map<TopicPartition, Long> replicatedEnds = new HashMap<>();
  private final Map<TopicPartition, OpenTransaction> open = new HashMap<>();
  private final Map<String, Retention> retentions = new HashMap<>();
  private final Map<TopicPartition, Long> divergent = new HashMap<>();
  private final Map<TopicPartition, Long> bytes = new HashMap<>();
  private final Map<TopicPartition, Integer> epochs = new HashMap<>();
  private final Map<TopicPartition, LongToDoubleFunction> recordSizes = new HashMap<>();
  private final Map<TopicPartition, TreeMap<Instant, Long>> times = new HashMap<>();

  InMemoryCatalog topic(String name, Uuid id, int partitions) {
    List<Integer> numbers = new ArrayList<>();
    for (int number = 0; number < partitions; number++) {
      numbers.add(number);
    }
    topics.put(name, new Topic(name, id, numbers));
    return this;
  }

  InMemoryCatalog hides(String topic) {
    hidden.add(topic);
    return this;
  }

  @Override
  public Set<String> hidden(Collection<String> names) {
    questions.add("hidden");
    return names.stream().filter(hidden::contains).collect(Collectors.toSet());
  }

  InMemoryCatalog holds(String topic, int partition, long from, long to) {
    earliest.put(new TopicPartition(topic, partition), from);
    ends.put(new TopicPartition(topic, partition), to);
    replicatedEnds.put(new TopicPartition(topic, partition), to);
    return this;
  }

  InMemoryCatalog replicates(String topic, int partition, long to) {
    replicatedEnds.put(new TopicPartition(topic, partition), to);
    return this;
  }

  /** A transaction holds back what was written since its begin. */
  InMemoryCatalog holdsBack(String topic, int partition, OpenTransaction transaction) {
    TopicPartition name = new TopicPartition(topic, partition);
    open.put(name, transaction);
    ends.put(name, transaction.startOffset());
    return this;
  }

  @Override
  public Map<TopicPartition, OpenTransaction> openTransactions(
      Collection<TopicPartition> partitions) {
    return answer("open transactions", open, partitions);
  }

  InMemoryCatalog keeps(String topic, Retention retention) {
    retentions.put(topic, retention);
    return this;
  }

  @Override
  public Map<String, Retention> retention(Collection<String> names) {
    questions.add("retention");
    Map<String, Retention> asked = new HashMap<>(retentions);
    asked.keySet().retainAll(names);
    return asked;
  }

  /** The log is another one from an offset on than the one that was pulled. */
  InMemoryCatalog parts(String topic, int partition, long from) {
    divergent.put(new TopicPartition(topic, partition), from);
    return this;
  }

  InMemoryCatalog stores(String topic, int partition, long size) {
    bytes.put(new TopicPartition(topic, partition), size);
    return this;
  }

  InMemoryCatalog recordAt(String topic, int partition, Instant time, long offset) {
    times
        .computeIfAbsent(new TopicPartition(topic, partition), it -> new TreeMap<>())
        .put(time, offset);
    return this;
  }

  @Override
  public List<Topic> topics() {
    questions.add("topics");
    return List.copyOf(topics.values());
  }

  @Override
  public Map<TopicPartition, Long> earliestOffsets(Collection<TopicPartition> partitions) {
    return answer("earliest", earliest, partitions);
  }

  @Override
  public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
    return answer("end", ends, partitions);
  }

  @Override
  public Map<TopicPartition, Long> replicatedEndOffsets(Collection<TopicPartition> partitions) {
    return answer("replicated end", replicatedEnds, partitions);
  }

  @Override
  public Map<TopicPartition, Long> divergentOffsets(
      Map<TopicPartition, PartitionPosition> positions) {
    return answer("divergent", divergent, positions.keySet());
  }

  @Override
  public Map<TopicPartition, Long> offsetsAt(Map<TopicPartition, Instant> asked) {
    questions.add("time");
    Map<TopicPartition, Long> offsets = new HashMap<>();
    asked.forEach(
        (partition, time) -> {
          Map.Entry<Instant, Long> found =
              times.getOrDefault(partition, new TreeMap<>()).ceilingEntry(time);
          if (found != null) {
            offsets.put(partition, found.getValue());
          }
        });
    return offsets;
  }

  @Override
  public Map<TopicPartition, Long> storedBytes(Collection<TopicPartition> partitions) {
    return answer("bytes", bytes, partitions);
  }

  InMemoryCatalog epoch(String topic, int partition, int epoch) {
    epochs.put(new TopicPartition(topic, partition), epoch);
    return this;
  }

  @Override
  public Map<TopicPartition, Integer> leaderEpochs(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Integer> known = new HashMap<>(epochs);
    known.keySet().retainAll(partitions);
    return known;
  }

  InMemoryCatalog recordSize(String topic, int partition, LongToDoubleFunction sizes) {
    recordSizes.put(new TopicPartition(topic, partition), sizes);
    return this;
  }

  @Override
  public Map<TopicPartition, List<Double>> bytesPerOffset(Map<TopicPartition, List<Long>> offsets) {
    Map<TopicPartition, List<Double>> samples = new HashMap<>();
    offsets.forEach(
        (partition, places) -> {
          LongToDoubleFunction sizes = recordSizes.get(partition);
          if (sizes != null) {
            samples.put(partition, places.stream().map(sizes::applyAsDouble).toList());
          }
        });
    return samples;
  }

  /** As the setup stage sees it. */
  TopicCatalog catalog() {
    return TopicCatalog.of(this, () -> {});
  }

  private <V> Map<TopicPartition, V> answer(
      String question, Map<TopicPartition, V> from, Collection<TopicPartition> partitions) {
    questions.add(question);
    Map<TopicPartition, V> answers = new HashMap<>();
    for (TopicPartition partition : partitions) {
      V value = from.get(partition);
      if (value != null) {
        answers.put(partition, value);
      }
    }
    return answers;
  }
}
