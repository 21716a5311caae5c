package io.camus.count;

import static org.apache.kafka.clients.producer.ProducerConfig.ACKS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.LINGER_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_BLOCK_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG;

import io.camus.failure.KafkaRefusal;
import io.camus.model.SourceException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Creates producers for count events: all in-sync replicas acknowledge, retries are idempotent, and
 * no call waits longer than a deadline. The caller closes the producers.
 */
public final class AuditProducers implements Supplier<Producer<byte[], byte[]>> {
  private static final int LINGER_MS = 5;
  private static final long LONGEST_REQUEST_MS = 30_000;

  private final Map<String, Object> settings;

  /**
   * @param clientSettings settings of Kafka's producer, with its {@code bootstrap.servers}
   * @param timeout how long a message may take to be acknowledged, at least 1 s
   */
  public AuditProducers(Map<String, Object> clientSettings, Duration timeout) {
    long millis = Math.min(Integer.MAX_VALUE, timeout.toMillis());
    if (millis < 1_000) {
      throw new IllegalArgumentException("not enough time to post counts: " + timeout);
    }
    this.settings = new HashMap<>(clientSettings);
    settings.put(ACKS_CONFIG, "all");
    settings.put(ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(LINGER_MS_CONFIG, LINGER_MS);
    settings.put(MAX_BLOCK_MS_CONFIG, millis);
    settings.put(DELIVERY_TIMEOUT_MS_CONFIG, (int) millis);
    settings.put(REQUEST_TIMEOUT_MS_CONFIG, (int) Math.min(LONGEST_REQUEST_MS, millis - LINGER_MS));
  }

  /** The settings of the producers. */
  Map<String, Object> settings() {
    return Map.copyOf(settings);
  }

  @Override
  public Producer<byte[], byte[]> get() {
    try {
      return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    } catch (RuntimeException e) {
      // Not as the cause: Kafka's message about a login configuration may quote it.
      throw new SourceException(
          String.format(
              Locale.ROOT,
              "cannot create a producer for the Kafka brokers %s: %s; correct kafka.brokers or the"
                  + " client's settings",
              settings.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG),
              KafkaRefusal.ofMaking(e)));
    }
  }
}
