package io.camus.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;

/** Names of settings of Kafka's clients, and their validation. */
final class KafkaClientNames {
  static final String CONSUMER = "kafka.consumer.";
  static final String ADMIN = "kafka.admin.";
  static final String PRODUCER = "kafka.producer.";
  private static final String ALL = "kafka.";
  private static final List<String> SHARED =
      List.of("kafka.security.", "kafka.sasl.", "kafka.ssl.");

  private static final String OFFSETS = "Camus stores offsets in the commit log; remove it";
  private static final String BROKERS = "set kafka.brokers";
  private static final String NAME = "set kafka.client.name";
  private static final String DECODER = "set camus.message.decoder.class";
  private static final String FIXED = "Camus sets it itself; remove it";
  private static final Map<String, Map<String, String>> CONTROLLED =
      Map.of(
          CONSUMER,
          Map.of(
              "bootstrap.servers", BROKERS,
              "client.id", NAME,
              "enable.auto.commit", OFFSETS,
              "auto.offset.reset",
                  "set camus.kafka.start.position for new partitions and"
                      + " etl.fail.on.offset.outofrange for lost offsets",
              "key.deserializer", DECODER,
              "value.deserializer", DECODER,
              "isolation.level", "set camus.kafka.isolation.level",
              "allow.auto.create.topics", FIXED),
          ADMIN,
          Map.of("bootstrap.servers", BROKERS, "bootstrap.controllers", BROKERS, "client.id", NAME),
          PRODUCER,
          Map.of(
              "bootstrap.servers", BROKERS,
              "client.id", NAME,
              "acks", FIXED,
              "enable.idempotence", FIXED,
              "transactional.id", FIXED,
              "key.serializer", FIXED,
              "value.serializer", FIXED));

  private KafkaClientNames() {}

  static boolean isClientSetting(String name) {
    return CONTROLLED.keySet().stream().anyMatch(name::startsWith)
        || SHARED.stream().anyMatch(name::startsWith);
  }

  /**
   * Kafka's name of a setting for the client with that prefix; empty if it is for another client.
   */
  static Optional<String> nameFor(String client, String setting) {
    if (setting.startsWith(client)) {
      return Optional.of(setting.substring(client.length()));
    }
    return SHARED.stream().anyMatch(setting::startsWith)
        ? Optional.of(setting.substring(ALL.length()))
        : Optional.empty();
  }

  /** All problems of the settings, one sentence each. */
  static List<String> problems(Map<String, String> settings, Redaction redaction) {
    return settings.keySet().stream()
        .flatMap(setting -> problem(settings, setting, redaction).stream())
        .toList();
  }

  private static Optional<String> problem(
      Map<String, String> settings, String setting, Redaction redaction) {
    String client =
        CONTROLLED.keySet().stream().filter(setting::startsWith).findFirst().orElse(CONSUMER);
    String name = nameFor(client, setting).orElseThrow();
    String value = settings.get(setting);
    ConfigDef known = definition(client);
    if (CONTROLLED.get(client).containsKey(name)) {
      return Optional.of(setting + " cannot be set: " + CONTROLLED.get(client).get(name));
    }
    if (known.names().contains(name)) {
      return valueProblem(known.configKeys().get(name), setting, value, redaction);
    }
    return belongsToPlugin(settings, client, name)
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s: Kafka's client has no setting %s%s",
                setting,
                name,
                NearestName.hint(name, known.names())));
  }

  private static Optional<String> valueProblem(
      ConfigKey key, String setting, String value, Redaction redaction) {
    // The client loads classes, in its own process.
    if (redaction.refers(value)
        || key.type == ConfigDef.Type.CLASS
        || key.type == ConfigDef.Type.LIST) {
      return Optional.empty();
    }
    try {
      Object parsed = ConfigDef.parseType(key.name, value, key.type);
      if (key.validator != null) {
        key.validator.ensureValid(key.name, parsed);
      }
      return Optional.empty();
    } catch (ConfigException wrong) {
      return Optional.of(
          redaction.hides(setting)
              ? setting + ": Kafka's client does not accept this value"
              : setting + ": " + wrong.getMessage());
    }
  }

  /** Reporters, interceptors and login modules have settings of their own. */
  private static boolean belongsToPlugin(Map<String, String> settings, String client, String name) {
    return name.startsWith("sasl.")
        || name.startsWith("ssl.")
        || name.startsWith("metric")
        || settings.containsKey(client + "metric.reporters")
        || settings.containsKey(client + "interceptor.classes");
  }

  private static ConfigDef definition(String client) {
    return switch (client) {
      case CONSUMER -> ConsumerConfig.configDef();
      case ADMIN -> AdminClientConfig.configDef();
      case PRODUCER -> ProducerConfig.configDef();
      default -> throw new IllegalArgumentException(client);
    };
  }
}
