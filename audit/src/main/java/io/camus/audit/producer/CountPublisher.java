package io.camus.audit.producer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.camus.audit.CountEvent;
import io.camus.audit.CountEventEncoder;
import io.camus.audit.EventId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the counts that have changed. An event has the whole count of its window so far, and
 * the same id and key as the event with the smaller count before it, which it replaces. Not safe
 * for use by several threads.
 */
final class CountPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(CountPublisher.class);

  private final SentCounts counts;
  private final Origin origin;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private final Clock clock;
  private final CountEventEncoder encoder = CountEventEncoder.withFingerprint();
  private final String instance = UUID.randomUUID().toString();
  private Producer<byte[], byte[]> producer;

  /** The last event that was acknowledged; null before the first. */
  private Sent last;

  private long reportedUncounted;

  /**
   * Whose counts these are.
   *
   * @param topic that gets the events
   */
  record Origin(String topic, String tier, String server, String service) {}

  private record Sent(WindowCount count, long value, Future<RecordMetadata> acknowledgement) {}

  /**
   * @param producers called again after one has failed
   */
  CountPublisher(
      SentCounts counts, Origin origin, Supplier<Producer<byte[], byte[]>> producers, Clock clock) {
    this.counts = counts;
    this.origin = origin;
    this.producers = producers;
    this.clock = clock;
  }

  /**
   * Publishes what has changed, and waits for its acknowledgements. What is not acknowledged in
   * time is published again by the next call.
   *
   * @return whether everything was acknowledged
   */
  boolean publish(Duration timeout) {
    long deadlineNanos = System.nanoTime() + timeout.toNanos();
    boolean all = true;
    try {
      if (producer == null) {
        producer = producers.get();
      }
      for (Sent sent : send()) {
        all &= isAcknowledged(sent, deadlineNanos);
      }
    } catch (KafkaException e) {
      LOG.warn("The counts for {} could not be published: {}", origin.topic(), e.toString());
      close(Duration.ZERO);
      all = false;
    }
    if (counts.uncounted() > reportedUncounted) {
      reportedUncounted = counts.uncounted();
      LOG.warn(
          "{} records in total were sent but not counted: there are more counts than {} allows",
          reportedUncounted,
          InterceptorConfig.MOST_COUNTS);
    }
    return all;
  }

  /**
   * Publishes what has changed for the last time, and then the last event once more, marked as the
   * end of this instance. So a reader knows that no count is missing.
   *
   * @return whether everything was acknowledged
   */
  boolean publishLast(Duration timeout) {
    long deadlineNanos = System.nanoTime() + timeout.toNanos();
    if (!publish(timeout)) {
      return false;
    }
    if (last == null || counts.uncounted() > 0) {
      return true;
    }
    try {
      ProducerRecord<byte[], byte[]> message = message(last.count(), last.value());
      header(message, "camus-audit-closed", "true");
      return isAcknowledged(
          new Sent(last.count(), last.value(), producer.send(message)), deadlineNanos);
    } catch (KafkaException e) {
      LOG.warn(
          "The end of the counts for {} could not be published: {}", origin.topic(), e.toString());
      return false;
    }
  }

  private List<Sent> send() {
    List<Sent> sent = new ArrayList<>();
    for (WindowCount count : counts.all()) {
      OptionalLong news = count.news();
      if (news.isPresent()) {
        sent.add(
            new Sent(count, news.getAsLong(), producer.send(message(count, news.getAsLong()))));
      }
    }
    return sent;
  }

  private boolean isAcknowledged(Sent sent, long deadlineNanos) {
    try {
      sent.acknowledgement()
          .get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
      sent.count().published(sent.value());
      last = sent;
      return true;
    } catch (ExecutionException e) {
      throw new KafkaException(e.getCause().toString(), e.getCause());
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private ProducerRecord<byte[], byte[]> message(WindowCount count, long value) {
    EventId id = EventId.derive(count.sequence(), instance);
    CountEvent event =
        new CountEvent(
            id,
            clock.millis(),
            origin.server(),
            origin.service(),
            origin.tier(),
            count.topic(),
            value,
            count.beginMillis(),
            count.endMillis());
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(origin.topic(), id.toBytes(), encoder.encode(event));
    header(message, "posted-by", "camus-audit@" + origin.server());
    header(message, "camus-audit-instance", instance);
    header(message, "camus-audit-sequence", Long.toString(count.sequence()));
    header(message, "camus-audit-revision", Long.toString(count.revision()));
    header(message, "camus-audit-failed-sends", Long.toString(counts.failures(count.topic())));
    return message;
  }

  private static void header(ProducerRecord<?, ?> message, String name, String value) {
    message.headers().add(name, value.getBytes(UTF_8));
  }

  void close(Duration timeout) {
    if (producer != null) {
      producer.close(timeout);
      producer = null;
    }
  }
}
