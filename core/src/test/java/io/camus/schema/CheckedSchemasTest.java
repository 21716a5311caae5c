package io.camus.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.model.SchemaUnavailableException;
import io.camus.spi.SchemaRegistry;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckedSchemasTest {
  /** Knows a schema as 17, and no other id. */
  private static CheckedSchemas with(Supplier<Schema> schema) {
    return new CheckedSchemas(
        new SchemaRegistry() {
          @Override
          public Optional<Schema> schema(String topic, int id) {
            try {
              return id == 17 ? Optional.of(schema.get()) : Optional.empty();
            } catch (RuntimeException | StackOverflowError e) {
              throw new SchemaUnavailableException("failed", e);
            }
          }

          @Override
          public Optional<Integer> register(String topic, Schema schema) {
            return Optional.empty();
          }
        });
  }

  @ParameterizedTest
  @MethodSource("io.camus.schema.PoisonSchemas#texts")
  void textsThatAvroCannotParseAreMissing(String text) {
    CheckedSchemas registry = with(() -> new Schema.Parser().parse(text));

    assertThat(registry.schema("clicks", 17)).isEmpty();
    assertThat(registry.whyMissing("clicks", 17))
        .startsWith("schema id 17 cannot be used: ")
        .hasSizeLessThan(250);
    assertThat(registry.whyMissing("clicks", 18)).isEqualTo("schema id 18 is not in the registry");
  }

  @Test
  void otherFaultsAreThoseOfTheRegistry() {
    CheckedSchemas registry =
        with(
            () -> {
              throw new IllegalStateException("not my day");
            });

    assertThatThrownBy(() -> registry.schema("clicks", 17))
        .isInstanceOf(SchemaUnavailableException.class)
        .hasMessage("failed");
  }

  @Test
  void aSchemaThatNoFileCanHoldIsMissing() {
    CheckedSchemas registry = with(PoisonSchemas::tooDeep);

    assertThat(registry.schema("clicks", 17)).isEmpty();
    assertThat(registry.whyMissing("clicks", 17))
        .isEqualTo(
            "schema id 17 cannot be used: no data file can contain it: it is nested too deeply");
  }
}
