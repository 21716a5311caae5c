package io.camus.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaClientSettingsTest {

  private static CamusConfig config(String... keysAndValues) {
    return CamusConfig.parse(CamusConfigTest.with(keysAndValues));
  }

  private static List<String> problems(String... keysAndValues) {
    return CamusConfig.check(CamusConfigTest.with(keysAndValues));
  }

  @Test
  void aConsumerReadsBuffersAndDecidesNothingByItself() {
    assertThat(config().kafkaClients().consumer())
        .containsEntry("bootstrap.servers", "a:9092,b:9092")
        .containsEntry("client.id", "camus")
        .containsEntry("key.deserializer", ByteBufferDeserializer.class)
        .containsEntry("value.deserializer", ByteBufferDeserializer.class)
        .containsEntry("enable.auto.commit", false)
        .containsEntry("auto.offset.reset", "none")
        .containsEntry("allow.auto.create.topics", false)
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("receive.buffer.bytes", 2097152)
        .containsEntry("max.partition.fetch.bytes", 2097152)
        .containsEntry("request.timeout.ms", 60000)
        .containsEntry("default.api.timeout.ms", 60000)
        .containsEntry("fetch.max.wait.ms", 500)
        .containsEntry("fetch.min.bytes", 1);
  }

  @Test
  void aProducerIsIdempotent() {
    assertThat(config().kafkaClients().producer())
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", true)
        .containsEntry("key.serializer", ByteArraySerializer.class)
        .containsEntry("value.serializer", ByteArraySerializer.class);
  }

  @Test
  void clientsReportMetricsToNobodyUnlessTold() {
    assertThat(new ConsumerConfig(config().kafkaClients().consumer()).getList("metric.reporters"))
        .isEmpty();
    assertThat(new AdminClientConfig(config().kafkaClients().admin()).getList("metric.reporters"))
        .isEmpty();
    assertThat(new ProducerConfig(config().kafkaClients().producer()).getList("metric.reporters"))
        .isEmpty();
    assertThat(config("kafka.consumer.metric.reporters", "a.Reporter").kafkaClients().consumer())
        .containsEntry("metric.reporters", "a.Reporter");
  }

  @Test
  void namesOfTheReadmeMapOntoTodays() {
    Map<String, Object> consumer =
        config(
                "kafka.client.name", "etl",
                "kafka.client.buffer.size", "20971520",
                "kafka.client.so.timeout", "90000",
                "kafka.fetch.buffer.size", "4096",
                "kafka.fetch.request.max.wait", "7",
                "kafka.fetch.request.min.bytes", "8",
                "camus.kafka.isolation.level", "read_uncommitted")
            .kafkaClients()
            .consumer();

    assertThat(consumer)
        .containsEntry("client.id", "etl")
        .containsEntry("receive.buffer.bytes", 20971520)
        .containsEntry("max.partition.fetch.bytes", 4096)
        .containsEntry("request.timeout.ms", 90000)
        .containsEntry("default.api.timeout.ms", 90000)
        .containsEntry("fetch.max.wait.ms", 7)
        .containsEntry("fetch.min.bytes", 8)
        .containsEntry("isolation.level", "read_uncommitted");
  }

  @Test
  void settingsReachTheirClientAndSharedOnesAll() {
    CamusConfig config =
        config(
            "kafka.consumer.max.poll.records", "10000",
            "kafka.security.protocol", "SASL_SSL",
            "kafka.sasl.mechanism", "PLAIN",
            "kafka.admin.sasl.mechanism", "SCRAM-SHA-256",
            "kafka.producer.linger.ms", "5");

    assertThat(config.kafkaClients().consumer())
        .containsEntry("max.poll.records", "10000")
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "PLAIN")
        .doesNotContainKey("linger.ms");
    assertThat(config.kafkaClients().admin())
        .containsEntry("sasl.mechanism", "SCRAM-SHA-256")
        .doesNotContainKey("max.poll.records");
    assertThat(config.kafkaClients().producer())
        .containsEntry("linger.ms", "5")
        .containsEntry("security.protocol", "SASL_SSL");
  }

  @Test
  void theTimeoutOfACallHoldsForTheAdminClient() {
    assertThat(config().kafkaClients().adminCallTimeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(
            config("kafka.timeout.value", "9000", "kafka.client.so.timeout", "8000")
                .kafkaClients()
                .adminCallTimeout())
        .isEqualTo(Duration.ofSeconds(9));
    assertThat(
            config("kafka.admin.default.api.timeout.ms", "7000").kafkaClients().adminCallTimeout())
        .isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void kafkasOwnDefinitionsAcceptWhatWeMake() {
    CamusConfig config = config("kafka.client.so.timeout", "300000");

    assertThat(new ConsumerConfig(config.kafkaClients().consumer()).getInt("request.timeout.ms"))
        .isEqualTo(300_000);
    assertThat(
            new AdminClientConfig(config.kafkaClients().admin()).getInt("default.api.timeout.ms"))
        .isEqualTo(300_000);
    assertThat(new ProducerConfig(config.kafkaClients().producer()).getInt("delivery.timeout.ms"))
        .isEqualTo(600_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka.consumer.enable.auto.commit",
        "kafka.consumer.auto.offset.reset",
        "kafka.consumer.key.deserializer",
        "kafka.consumer.value.deserializer",
        "kafka.consumer.isolation.level",
        "kafka.consumer.allow.auto.create.topics",
        "kafka.consumer.bootstrap.servers",
        "kafka.admin.bootstrap.servers",
        "kafka.producer.acks",
        "kafka.producer.value.serializer"
      })
  void whatCamusControlsCannotBeSet(String setting) {
    assertThat(problems(setting, "x"))
        .singleElement()
        .asString()
        .startsWith(setting + " cannot be set: ");
  }

  @Test
  void anUnknownClientSettingGetsTheNearestName() {
    assertThat(problems("kafka.consumer.max.pol.records", "1"))
        .singleElement()
        .asString()
        .endsWith("did you mean max.poll.records?");
    assertThat(problems("kafka.consumer.max.poll.records", "lots")).hasSize(1);
  }

  @Test
  void settingsOfPluginsAreTheirBusiness() {
    assertThat(problems("kafka.sasl.my.login.module", "x")).isEmpty();
    assertThat(
            problems("kafka.consumer.metric.reporters", "a.B", "kafka.consumer.reporter.url", "x"))
        .isEmpty();
  }

  @Test
  void aCallIsNotShorterThanItsRequest() {
    assertThat(problems("kafka.timeout.value", "1000", "kafka.client.so.timeout", "2000"))
        .hasSize(1);
  }
}
