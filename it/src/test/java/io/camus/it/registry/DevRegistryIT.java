package io.camus.it.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DevRegistryIT {
  private static final Schema FIRST =
      SchemaBuilder.record("Click").fields().requiredLong("time").endRecord();
  private static final Schema SECOND =
      SchemaBuilder.record("Click").fields().requiredLong("time").requiredInt("x").endRecord();

  private final DevRegistry registry = new DevRegistry();
  private RegistryClient client;

  @BeforeEach
  void start() {
    registry.start();
    client = new RegistryClient(registry.url());
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void givesEachSchemaOneIdAndFindsItAgain() {
    int first = client.register("ad.clicks", FIRST);
    int second = client.register("ad.clicks", SECOND);
    assertThat(client.register("other", FIRST)).isEqualTo(first).isNotEqualTo(second);
    assertThat(client.schema(first)).contains(FIRST);
    assertThat(client.schema(second)).contains(SECOND);
  }

  @Test
  void failsAsToldAndHeals() {
    int id = client.register("t", FIRST);
    registry.failWith(503);
    assertThatThrownBy(() -> client.schema(id)).hasMessageContaining("503");
    registry.heal();
    registry.delayBy(Duration.ofMillis(200));
    long start = System.nanoTime();
    assertThat(client.schema(id)).contains(FIRST);
    assertThat(System.nanoTime() - start).isGreaterThan(Duration.ofMillis(200).toNanos());
    registry.heal();
    registry.forget(id);
    assertThat(client.schema(id)).isEmpty();
  }

  @Test
  void comesBackAtTheSameAddressWithItsSchemas() {
    int id = client.register("t", FIRST);
    registry.stop();
    assertThatThrownBy(() -> client.schema(id)).hasMessageContaining("does not answer");
    registry.start();
    assertThat(client.schema(id)).contains(FIRST);
  }
}
