package io.camus.audit.producer;

import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what a Kafka producer has sent, by topic and window of event time, and publishes the
 * counts as events of the producers' tier. Switched on by the producer's settings:
 *
 * <pre>
 * interceptor.classes=io.camus.audit.producer.CountingInterceptor
 * camus.audit.tier=producer
 * </pre>
 *
 * <p>A record counts when the broker has acknowledged it, or with {@code acks=0} when it was handed
 * to the network. Records of aborted transactions count, too. It never fails a send, never waits,
 * and holds a bounded number of counts: with wrong settings, or without its topic, records are sent
 * as without it, and the log tells why.
 */
public final class CountingInterceptor implements ProducerInterceptor<Object, Object> {
  private static final Logger LOG = LoggerFactory.getLogger(CountingInterceptor.class);
  private static final int MOST_UNDER_WAY = 1_000_000;

  /** Counts of windows that ended longer ago are forgotten. */
  private static final Duration KEPT = Duration.ofHours(1);

  private final CountDownLatch closing = new CountDownLatch(1);
  private final Map<Headers, Long> underWay = Collections.synchronizedMap(new IdentityHashMap<>());
  private SentCounts counts;
  private EventTimeExtractor extractor;
  private Thread thread;
  private Duration closeTimeout;

  /** An interceptor for Kafka's producer, which configures it. */
  public CountingInterceptor() {}

  @Override
  public void configure(Map<String, ?> settings) {
    try {
      InterceptorConfig config = new InterceptorConfig(settings);
      extractor =
          config.getClass(InterceptorConfig.EXTRACTOR) == null
              ? null
              : config.getConfiguredInstance(InterceptorConfig.EXTRACTOR, EventTimeExtractor.class);
      if (extractor != null) {
        requireHeaders();
      }
      closeTimeout = Duration.ofMillis(config.getLong(InterceptorConfig.CLOSE_TIMEOUT));
      start(config);
    } catch (RuntimeException | LinkageError e) {
      LOG.error("Sent records are not counted: {}", e.getMessage(), e);
    }
  }

  /** Without them an acknowledgement does not tell which record it is for. */
  private static void requireHeaders() {
    try {
      ProducerInterceptor.class.getMethod(
          "onAcknowledgement", RecordMetadata.class, Exception.class, Headers.class);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(
          InterceptorConfig.EXTRACTOR
              + " needs a newer Kafka client, whose interceptors see the headers of a record that"
              + " is acknowledged; remove it, so that timestamps count",
          e);
    }
  }

  private void start(InterceptorConfig config) {
    SentCounts fresh =
        new SentCounts(
            config.getLong(InterceptorConfig.WINDOW), config.getInt(InterceptorConfig.MOST_COUNTS));
    CountPublisher publisher =
        new CountPublisher(
            fresh,
            new CountPublisher.Origin(
                config.getString(InterceptorConfig.TOPIC),
                config.getString(InterceptorConfig.TIER),
                config.server(),
                config.service()),
            () ->
                new KafkaProducer<>(
                    config.producer(), new ByteArraySerializer(), new ByteArraySerializer()),
            Clock.systemUTC());
    Duration interval = Duration.ofMillis(config.getLong(InterceptorConfig.INTERVAL));
    thread = new Thread(() -> publish(fresh, publisher, interval), "camus-audit");
    thread.setDaemon(true);
    thread.start();
    counts = fresh;
  }

  private void publish(SentCounts fresh, CountPublisher publisher, Duration interval) {
    try {
      while (!closing.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        publisher.publish(interval);
        fresh.forget(System.currentTimeMillis() - KEPT.toMillis());
      }
      if (!publisher.publishLast(closeTimeout)) {
        LOG.error("The last counts were not acknowledged within {}", closeTimeout);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | LinkageError e) {
      LOG.error("Sent records are no longer counted", e);
    } finally {
      publisher.close(Duration.ZERO);
    }
  }

  @Override
  public ProducerRecord<Object, Object> onSend(ProducerRecord<Object, Object> record) {
    if (extractor != null && counts != null && underWay.size() < MOST_UNDER_WAY) {
      try {
        long millis = extractor.eventTimeMillis(record);
        if (millis >= 0) {
          underWay.put(record.headers(), millis);
        }
      } catch (RuntimeException e) {
        LOG.debug("No event time", e);
      }
    }
    return record;
  }

  /** From older clients of Kafka, which do not tell whose acknowledgement it is. */
  @Override
  public void onAcknowledgement(RecordMetadata metadata, Exception failure) {
    onAcknowledgement(metadata, failure, null);
  }

  @Override
  public void onAcknowledgement(RecordMetadata metadata, Exception failure, Headers headers) {
    if (counts == null || metadata == null) {
      return;
    }
    Long extracted = extractor == null || headers == null ? null : underWay.remove(headers);
    if (failure == null) {
      counts.sent(metadata.topic(), extracted == null ? metadata.timestamp() : extracted);
    } else {
      counts.failed(metadata.topic());
    }
  }

  /** Publishes the last counts. */
  @Override
  public void close() {
    closing.countDown();
    if (thread != null) {
      try {
        thread.join(closeTimeout.toMillis() + 1_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
