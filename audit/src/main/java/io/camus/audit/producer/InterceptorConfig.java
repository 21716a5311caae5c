package io.camus.audit.producer;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The settings of {@link CountingInterceptor}, among those of the producer. */
final class InterceptorConfig extends AbstractConfig {
  /** Settings of the producer of counts; they override the application's. */
  static final String PRODUCER = "camus.audit.producer.";

  static final String TIER = "camus.audit.tier";
  static final String SERVER = "camus.audit.server";
  static final String SERVICE = "camus.audit.service";
  static final String TOPIC = "camus.audit.topic";
  static final String WINDOW = "camus.audit.window.ms";
  static final String INTERVAL = "camus.audit.interval.ms";
  static final String CLOSE_TIMEOUT = "camus.audit.close.timeout.ms";
  static final String MOST_COUNTS = "camus.audit.max.counts";
  static final String EXTRACTOR = "camus.audit.event.time.extractor";

  private static final int MINUTE = 60_000;

  private static final ConfigDef KEYS =
      new ConfigDef()
          .define(
              TIER,
              ConfigDef.Type.STRING,
              ConfigDef.NO_DEFAULT_VALUE,
              new ConfigDef.NonEmptyString(),
              HIGH,
              "Name of the tier of these producers, such as producer.")
          .define(
              SERVER,
              ConfigDef.Type.STRING,
              "",
              MEDIUM,
              "Server of the counts; empty: the host's name.")
          .define(
              SERVICE,
              ConfigDef.Type.STRING,
              "",
              MEDIUM,
              "Service of the counts; empty: client.id.")
          .define(
              TOPIC,
              ConfigDef.Type.STRING,
              "TrackingMonitoringEvent",
              new ConfigDef.NonEmptyString(),
              MEDIUM,
              "Topic of the counts.")
          .define(
              WINDOW,
              ConfigDef.Type.LONG,
              10L * MINUTE,
              ConfigDef.Range.atLeast(1),
              MEDIUM,
              "Length of a window of event time, in milliseconds.")
          .define(
              INTERVAL,
              ConfigDef.Type.LONG,
              (long) MINUTE,
              ConfigDef.Range.atLeast(100),
              LOW,
              "Milliseconds between two publications of counts.")
          .define(
              CLOSE_TIMEOUT,
              ConfigDef.Type.LONG,
              5_000L,
              ConfigDef.Range.atLeast(0),
              LOW,
              "How long closing may wait for the last counts, in milliseconds.")
          .define(
              MOST_COUNTS,
              ConfigDef.Type.INT,
              10_000,
              ConfigDef.Range.atLeast(1),
              LOW,
              "Largest number of counts in memory, one per topic and window.")
          .define(
              EXTRACTOR,
              ConfigDef.Type.CLASS,
              null,
              LOW,
              "Class of an EventTimeExtractor; without it the record's timestamp counts.");

  /** What belongs to the application's own messages. */
  private static final Set<String> NOT_PASSED_ON =
      Set.of(
          ProducerConfig.INTERCEPTOR_CLASSES_CONFIG,
          ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
          ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
          ProducerConfig.PARTITIONER_CLASS_CONFIG,
          ProducerConfig.TRANSACTIONAL_ID_CONFIG,
          ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
          ProducerConfig.CLIENT_ID_CONFIG,
          ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG);

  /**
   * @throws org.apache.kafka.common.config.ConfigException naming the setting that is wrong
   */
  InterceptorConfig(Map<String, ?> settings) {
    super(KEYS, settings, false);
  }

  String server() {
    String named = getString(SERVER);
    if (!named.isEmpty()) {
      return named;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown_server";
    }
  }

  String service() {
    String named = getString(SERVICE);
    return named.isEmpty() ? clientId() : named;
  }

  private String clientId() {
    Object id = originals().get(ProducerConfig.CLIENT_ID_CONFIG);
    return id == null || id.toString().isEmpty() ? "unknown_service" : id.toString();
  }

  /** The settings of the producer of counts. */
  Map<String, Object> producer() {
    Map<String, Object> settings = new HashMap<>();
    originals()
        .forEach(
            (name, value) -> {
              if (ProducerConfig.configNames().contains(name) && !NOT_PASSED_ON.contains(name)) {
                settings.put(name, value);
              }
            });
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
    settings.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, MINUTE / 4);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, MINUTE / 2);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MINUTE / 4);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4 << 20);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId() + "-audit");
    settings.putAll(originalsWithPrefix(PRODUCER));
    return settings;
  }
}
