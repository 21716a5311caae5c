package io.camus.books;

import static java.util.Objects.requireNonNull;

import io.camus.failure.KafkaRefusal;
import io.camus.model.SourceException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads an audit topic, from the messages that may count in a span up to the end offsets at its
 * start. Changes nothing, and joins no consumer group.
 */
public final class AuditTopic {
  private static final Duration POLL = Duration.ofMillis(200);

  private final String name;
  private final Map<String, Object> clientSettings;
  private final Limits limits;

  /**
   * How long reading may take.
   *
   * @param call the timeout of one request to the brokers
   * @param stall the longest time without a new message
   * @param whole the longest time in total
   */
  public record Limits(Duration call, Duration stall, Duration whole) {
    public Limits {
      requireNonNull(call, "call");
      requireNonNull(stall, "stall");
      requireNonNull(whole, "whole");
    }
  }

  /**
   * What was read.
   *
   * @param wholeFromMillis the time from which no event is lost, if retention has deleted earlier
   *     ones; empty if it has not
   */
  public record Content(AuditEvents events, OptionalLong wholeFromMillis) {
    /** No events, in place of those of a topic that cannot be read. */
    public static Content none(BookSpan span) {
      return new Content(new AuditEvents(span), OptionalLong.empty());
    }
  }

  /**
   * @param name of the topic
   * @param clientSettings settings of a consumer, with its brokers
   * @param limits how long to wait
   */
  public AuditTopic(String name, Map<String, Object> clientSettings, Limits limits) {
    this.name = name;
    this.clientSettings = new HashMap<>(clientSettings);
    this.clientSettings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    this.clientSettings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.clientSettings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.clientSettings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
    this.limits = limits;
  }

  /**
   * Reads the events of a span.
   *
   * @param events receives the messages
   * @param progress receives the number of messages read so far
   * @throws SourceException if there is no such topic, or the brokers do not answer
   */
  public Content read(BookSpan span, AuditEvents events, LongConsumer progress) {
    try (Consumer<byte[], byte[]> consumer = consumer()) {
      return read(consumer, span, events, progress);
    } catch (KafkaException e) {
      throw new SourceException(
          String.format(
              Locale.ROOT,
              "the audit topic %s cannot be read from %s: %s",
              name,
              clientSettings.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG),
              reason(e)),
          e);
    }
  }

  private String reason(KafkaException failure) {
    return KafkaRefusal.reason(failure)
        .orElseGet(
            () ->
                failure instanceof TimeoutException
                    ? String.format(
                        Locale.ROOT,
                        "no response within %d s (%s)",
                        limits.call().toSeconds(),
                        failure.getMessage())
                    : failure.getClass().getSimpleName() + ": " + failure.getMessage());
  }

  private Consumer<byte[], byte[]> consumer() {
    try {
      return new KafkaConsumer<>(
          clientSettings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException e) {
      throw KafkaRefusal.noClient(
          "a consumer of the audit topic " + name, "the client's settings", e);
    }
  }

  private Content read(
      Consumer<byte[], byte[]> consumer, BookSpan span, AuditEvents events, LongConsumer progress) {
    List<TopicPartition> partitions = partitions(consumer);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, limits.call());
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, limits.call());
    Map<TopicPartition, OffsetAndTimestamp> firsts = firsts(consumer, partitions, span);
    consumer.assign(partitions);
    Map<TopicPartition, Long> left = new HashMap<>();
    long wholeFrom = Long.MIN_VALUE;
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp first = firsts.get(partition);
      long begin = begins.get(partition);
      long end = ends.get(partition);
      long start = first == null ? end : first.offset();
      if (begin > 0 && start <= begin && begin <= end) {
        wholeFrom = Math.max(wholeFrom, first == null ? Long.MAX_VALUE : first.timestamp());
      }
      if (start < end) {
        consumer.seek(partition, start);
        left.put(partition, end);
      } else {
        consumer.seek(partition, end);
      }
    }
    drain(consumer, left, events, progress);
    return new Content(
        events, wholeFrom == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(wholeFrom));
  }

  private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
    List<PartitionInfo> known = consumer.partitionsFor(name, limits.call());
    if (known == null || known.isEmpty()) {
      throw new SourceException(
          String.format(
              Locale.ROOT,
              "there is no audit topic %s; create it, or set camus.audit.topic; if it was deleted,"
                  + " camus audit rebuild restores the counts of Camus",
              name));
    }
    return known.stream().map(it -> new TopicPartition(name, it.partition())).toList();
  }

  private Map<TopicPartition, OffsetAndTimestamp> firsts(
      Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions, BookSpan span) {
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(it -> times.put(it, Math.max(0, span.readFromMillis())));
    return consumer.offsetsForTimes(times, limits.call());
  }

  private void drain(
      Consumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> left,
      AuditEvents events,
      LongConsumer progress) {
    long begin = System.nanoTime();
    long lastMove = begin;
    while (!left.isEmpty()) {
      boolean moved = false;
      for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
        TopicPartition partition = new TopicPartition(message.topic(), message.partition());
        Long end = left.get(partition);
        if (end != null && message.offset() < end) {
          events.accept(message);
          moved = true;
        }
      }
      moved |= left.entrySet().removeIf(it -> consumer.position(it.getKey()) >= it.getValue());
      progress.accept(events.messages());
      if (moved) {
        lastMove = System.nanoTime();
      } else if (System.nanoTime() - lastMove > limits.stall().toNanos()) {
        throw new SourceException(
            String.format(
                Locale.ROOT,
                "the audit topic %s: no message from %s within %d s, before %s",
                name,
                clientSettings.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG),
                limits.stall().toSeconds(),
                left));
      }
      if (!left.isEmpty() && System.nanoTime() - begin > limits.whole().toNanos()) {
        throw new SourceException(
            String.format(
                Locale.ROOT,
                "the audit topic %s was not read within %d s: %,d messages so far",
                name,
                limits.whole().toSeconds(),
                events.messages()));
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new SourceException("interrupted while reading the audit topic " + name);
      }
    }
  }
}
