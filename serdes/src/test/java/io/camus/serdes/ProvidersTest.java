package io.camus.serdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.config.CamusConfig;
import io.camus.config.TopicConfig;
import io.camus.plugin.DecoderProvider;
import io.camus.plugin.Form;
import io.camus.spi.SchemaRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The decoders of this module are found by their names, and refuse what they cannot do. */
class ProvidersTest {
  private static TopicConfig topic(String decoder, String... keysAndValues) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "kafka.brokers", "localhost:9092",
                "etl.destination.path", "/data",
                "etl.execution.base.path", "/camus/exec",
                "etl.execution.history.path", "/camus/history",
                "camus.message.decoder.class.orders", decoder));
    for (int i = 0; i < keysAndValues.length; i += 2) {
      settings.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return CamusConfig.parse(settings).topic("orders");
  }

  private static Object decoder(TopicConfig topic, Optional<SchemaRegistry> registry) {
    return ((DecoderProvider) topic.decoder())
        .decoder(
            new DecoderProvider.Context(
                topic, registry, DecoderProvider.Part.VALUE, Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({"protobuf, AVRO", "json-schema, JSON"})
  void aDecoderIsFoundByItsName(String name, Form form) {
    TopicConfig topic = topic(name);

    assertThat(((DecoderProvider) topic.decoder()).form()).isEqualTo(form);
    assertThat(decoder(topic, Optional.of(new TextRegistry(Map.of())))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"protobuf", "json-schema"})
  void aRegistryIsNeededWithIdsOfItsOwn(String name) {
    assertThatThrownBy(() -> decoder(topic(name), Optional.empty()))
        .hasMessageEndingWith(
            "needs schemas: set etl.schema.registry.url, or camus.message.decoder.class.orders to"
                + " bytes");
    assertThatThrownBy(
            () ->
                decoder(
                    topic(name, "camus.message.schema.id", "single-object"),
                    Optional.of(new TextRegistry(Map.of()))))
        .hasMessage(
            "camus.message.schema.id=single-object is for Avro only; remove it from topic orders");
  }

  @ParameterizedTest
  @CsvSource({
    "camus.protobuf.timestamps.orders, seconds, 'must be one of micros, nanos'",
    "camus.protobuf.unknown.fields, ignore, 'must be one of drop, keep'"
  })
  void aWrongValueOfAKeyIsRefused(String key, String value, String rule) {
    assertThatThrownBy(() -> topic("protobuf", key, value)).hasMessageContaining(rule);
  }
}
