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
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/**
 * The properties of Kafka's clients: our defaults, then the user's settings for that client, then
 * what exactly-once delivery requires.
 */
public final class KafkaClientSettings {
  private static final long DELIVERY_TIMEOUT_MILLIS = 120_000;

  static final KeyGroup KEYS = KeyGroup.ofProvider();

  private static final Key<String> CLIENT_NAME =
      KEYS.key("kafka.client.name", KeyType.TEXT, "camus")
          .means("Client ID for broker logs and quotas (client.id).");

  private static final Key<Integer> BUFFER_SIZE =
      KEYS.key("kafka.client.buffer.size", KeyType.integerFrom(1024), "2097152")
          .means(
              "Size of the socket receive buffer, in bytes (receive.buffer.bytes). Also the fetch"
                  + " size per partition if kafka.fetch.buffer.size is not set.");

  private static final Key<Integer> FETCH_BUFFER_SIZE =
      KEYS.optional("kafka.fetch.buffer.size", KeyType.integerFrom(1024))
          .defaultMeans("kafka.client.buffer.size")
          .means(
              "Maximum bytes to fetch from a partition at once (max.partition.fetch.bytes). A"
                  + " larger record is still fetched, on its own.");

  private static final Key<Duration> SO_TIMEOUT =
      KEYS.key("kafka.client.so.timeout", KeyType.MILLISECONDS, "60000")
          .means("Timeout of one request, in milliseconds (request.timeout.ms).");

  private static final Key<Duration> TIMEOUT =
      KEYS.key("kafka.timeout.value", KeyType.MILLISECONDS, "60000")
          .means(
              "Timeout of one Kafka call including its retries, in milliseconds"
                  + " (default.api.timeout.ms). At least kafka.client.so.timeout.");

  private static final Key<Integer> FETCH_MAX_WAIT =
      KEYS.key("kafka.fetch.request.max.wait", KeyType.integerFrom(0), "500")
          .means(
              "Maximum time a broker waits to fill a fetch, in milliseconds (fetch.max.wait.ms).");

  private static final Key<Integer> FETCH_MIN_BYTES =
      KEYS.key("kafka.fetch.request.min.bytes", KeyType.integerFrom(0), "1")
          .means("Minimum bytes a broker collects before it answers a fetch (fetch.min.bytes).");

  static {
    KEYS.refuse(
        settings ->
            settings.has(TIMEOUT)
                && settings.has(SO_TIMEOUT)
                && settings.value(TIMEOUT).compareTo(settings.value(SO_TIMEOUT)) < 0,
        "kafka.timeout.value is less than kafka.client.so.timeout: a request could outlast the call"
            + " it belongs to");
  }

  private final ParsedSettings settings;
  private final List<String> brokers;
  private final IsolationLevel isolation;

  KafkaClientSettings(ParsedSettings settings, List<String> brokers, IsolationLevel isolation) {
    this.settings = settings;
    this.brokers = brokers;
    this.isolation = isolation;
  }

  /** For a consumer of byte buffers that commits nothing and resets nothing. */
  public Map<String, Object> consumer() {
    Map<String, Object> properties = common();
    int buffer = settings.value(BUFFER_SIZE);
    properties.put(RECEIVE_BUFFER_CONFIG, buffer);
    properties.put(
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
        settings.optional(FETCH_BUFFER_SIZE).orElse(buffer));
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, settings.value(FETCH_MAX_WAIT));
    properties.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, settings.value(FETCH_MIN_BYTES));
    properties.put(DEFAULT_API_TIMEOUT_MS_CONFIG, callTimeout());
    addGiven(KafkaClientNames.CONSUMER, properties);
    properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteBufferDeserializer.class);
    properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteBufferDeserializer.class);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString());
    return Collections.unmodifiableMap(properties);
  }

  /** For an admin client. */
  public Map<String, Object> admin() {
    Map<String, Object> properties = common();
    properties.put(DEFAULT_API_TIMEOUT_MS_CONFIG, callTimeout());
    addGiven(KafkaClientNames.ADMIN, properties);
    return Collections.unmodifiableMap(properties);
  }

  /** Timeout of one request to the cluster, including its retries. */
  public Duration adminCallTimeout() {
    return Duration.ofMillis(
        Long.parseLong(admin().get(DEFAULT_API_TIMEOUT_MS_CONFIG).toString().trim()));
  }

  /** For an idempotent producer of byte arrays. */
  public Map<String, Object> producer() {
    Map<String, Object> properties = common();
    properties.put(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
        (int)
            Math.min(
                Integer.MAX_VALUE,
                Math.max(DELIVERY_TIMEOUT_MILLIS, 2 * settings.value(SO_TIMEOUT).toMillis())));
    addGiven(KafkaClientNames.PRODUCER, properties);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return Collections.unmodifiableMap(properties);
  }

  private Map<String, Object> common() {
    Map<String, Object> properties = new TreeMap<>();
    if (brokers.isEmpty()) {
      throw new IllegalStateException("the brokers are not known yet");
    }
    properties.put(BOOTSTRAP_SERVERS_CONFIG, String.join(",", brokers));
    properties.put(CLIENT_ID_CONFIG, settings.value(CLIENT_NAME));
    properties.put(REQUEST_TIMEOUT_MS_CONFIG, millis(settings.value(SO_TIMEOUT)));
    // A process that ends in minutes is not monitored by JMX, and hundreds of beans cost time.
    properties.put(METRIC_REPORTER_CLASSES_CONFIG, "");
    return properties;
  }

  private int callTimeout() {
    return Math.max(millis(settings.value(TIMEOUT)), millis(settings.value(SO_TIMEOUT)));
  }

  /** A client's own settings override those for all clients. */
  private void addGiven(String client, Map<String, Object> properties) {
    Map<String, Object> own = new TreeMap<>();
    settings
        .kafkaClients()
        .forEach(
            (setting, value) ->
                KafkaClientNames.nameFor(client, setting)
                    .ifPresent(
                        name -> (setting.startsWith(client) ? own : properties).put(name, value)));
    properties.putAll(own);
  }

  private static int millis(Duration duration) {
    return (int) Math.min(Integer.MAX_VALUE, duration.toMillis());
  }
}
