package io.camus.config;

import static org.apache.kafka.clients.CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG;
import static org.apache.kafka.clients.CommonClientConfigs.CLIENT_ID_CONFIG;
import static org.apache.kafka.clients.CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG;
import static org.apache.kafka.clients.CommonClientConfigs.RECEIVE_BUFFER_CONFIG;
import static org.apache.kafka.clients.CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/**
 * The properties of Kafka's clients: ours by default, then what the user gave for that client, then
 * what exactly-once delivery needs.
 */
final class KafkaClientSettings {
  private static final long DELIVERY_TIMEOUT_MILLIS = 120_000;

  private final Given given;

  KafkaClientSettings(Given given) {
    this.given = given;
  }

  Map<String, Object> consumer() {
    Map<String, Object> properties = common();
    int buffer = given.value(KafkaKeys.BUFFER_SIZE);
    properties.put(RECEIVE_BUFFER_CONFIG, buffer);
    properties.put(
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
        given.value(KafkaKeys.FETCH_BUFFER_SIZE).orElse(buffer));
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, given.value(KafkaKeys.FETCH_MAX_WAIT));
    properties.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, given.value(KafkaKeys.FETCH_MIN_BYTES));
    properties.put(DEFAULT_API_TIMEOUT_MS_CONFIG, callTimeout());
    addGiven(KafkaClientNames.CONSUMER, properties);
    properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteBufferDeserializer.class);
    properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteBufferDeserializer.class);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(
        ConsumerConfig.ISOLATION_LEVEL_CONFIG, given.value(KafkaKeys.ISOLATION).toString());
    return Collections.unmodifiableMap(properties);
  }

  Map<String, Object> admin() {
    Map<String, Object> properties = common();
    properties.put(DEFAULT_API_TIMEOUT_MS_CONFIG, callTimeout());
    addGiven(KafkaClientNames.ADMIN, properties);
    return Collections.unmodifiableMap(properties);
  }

  /** How long one question of the admin client may take, with all its retries. */
  Duration adminCallTimeout() {
    return Duration.ofMillis(
        Long.parseLong(admin().get(DEFAULT_API_TIMEOUT_MS_CONFIG).toString().trim()));
  }

  Map<String, Object> producer() {
    Map<String, Object> properties = common();
    properties.put(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
        (int)
            Math.min(
                Integer.MAX_VALUE,
                Math.max(
                    DELIVERY_TIMEOUT_MILLIS, 2 * given.value(KafkaKeys.SO_TIMEOUT).toMillis())));
    addGiven(KafkaClientNames.PRODUCER, properties);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return Collections.unmodifiableMap(properties);
  }

  private Map<String, Object> common() {
    Map<String, Object> properties = new TreeMap<>();
    List<String> brokers = given.value(KafkaKeys.BROKERS);
    if (brokers.isEmpty()) {
      throw new IllegalStateException("the brokers have not been found yet");
    }
    properties.put(BOOTSTRAP_SERVERS_CONFIG, String.join(",", brokers));
    properties.put(CLIENT_ID_CONFIG, given.value(KafkaKeys.CLIENT_NAME));
    properties.put(REQUEST_TIMEOUT_MS_CONFIG, millis(given.value(KafkaKeys.SO_TIMEOUT)));
    // A process that ends in minutes is not watched by JMX, and hundreds of beans cost time.
    properties.put(METRIC_REPORTER_CLASSES_CONFIG, "");
    return properties;
  }

  private int callTimeout() {
    return Math.max(
        millis(given.value(KafkaKeys.TIMEOUT)), millis(given.value(KafkaKeys.SO_TIMEOUT)));
  }

  private void addGiven(String client, Map<String, Object> properties) {
    // The client's own settings stand above those for all clients.
    given
        .kafkaClients()
        .forEach(
            (setting, value) -> {
              if (!setting.startsWith(client)) {
                KafkaClientNames.nameFor(client, setting)
                    .ifPresent(name -> properties.put(name, value));
              }
            });
    given
        .kafkaClients()
        .forEach(
            (setting, value) -> {
              if (setting.startsWith(client)) {
                properties.put(setting.substring(client.length()), value);
              }
            });
  }

  private static int millis(Duration duration) {
    return (int) Math.min(Integer.MAX_VALUE, duration.toMillis());
  }
}
