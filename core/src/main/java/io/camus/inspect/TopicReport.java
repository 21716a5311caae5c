package io.camus.inspect;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A report on the sample of a topic.
 *
 * @param sample what was read
 * @param values how many of the sampled values are of each kind
 * @param keys how many of the sampled keys are of each kind
 * @param headers how many of the sampled records have each header
 * @param schemas how values and keys name their schemas, in order
 * @param remarks what else was seen in the values, for people
 * @param sizes of the sampled values, in bytes; empty if there is no value
 * @param withLineBreaks how many of the texts have line breaks
 * @param times fields that hold moments, the likeliest event time first
 * @param proposal how to treat the topic
 */
public record TopicReport(
    TopicSample sample,
    Map<ContentKind, Long> values,
    Map<ContentKind, Long> keys,
    SortedMap<String, Long> headers,
    Set<SchemaMark> schemas,
    List<String> remarks,
    Optional<Sizes> sizes,
    long withLineBreaks,
    List<TimeField> times,
    Proposal proposal) {

  /** Sizes in bytes. */
  public record Sizes(int least, int middle, int most) {}

  public TopicReport {
    values = Collections.unmodifiableMap(copy(values));
    keys = Collections.unmodifiableMap(copy(keys));
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
    schemas = Collections.unmodifiableSet(new TreeSet<>(schemas));
    remarks = List.copyOf(remarks);
    times = List.copyOf(times);
  }

  private static EnumMap<ContentKind, Long> copy(Map<ContentKind, Long> counts) {
    EnumMap<ContentKind, Long> copy = new EnumMap<>(ContentKind.class);
    copy.putAll(counts);
    return copy;
  }

  public String topic() {
    return sample.topic();
  }

  /** How many of the sampled records have no value. */
  public long tombstones() {
    return values.getOrDefault(ContentKind.NONE, 0L);
  }

  /** Records a second of the whole topic, about; empty if Kafka's times do not tell. */
  public OptionalDouble perSecond() {
    return sample.perSecond();
  }

  /** Kafka's time of the oldest sampled record. */
  public Optional<Instant> firstKafkaTime() {
    return instant(sample.kafkaTimes().min());
  }

  /** Kafka's time of the latest sampled record. */
  public Optional<Instant> lastKafkaTime() {
    return instant(sample.kafkaTimes().max());
  }

  private static Optional<Instant> instant(OptionalLong millis) {
    return millis.isPresent()
        ? Optional.of(Instant.ofEpochMilli(millis.getAsLong()))
        : Optional.empty();
  }
}
