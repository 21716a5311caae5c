package io.camus.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.config.CamusConfig;
import io.camus.spi.SchemaRegistry;
import io.camus.spi.SchemaRegistryContractTest;
import io.camus.store.LocalStore;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SchemaRegistryProvider} must do, and its registry, too. Subclasses name the
 * provider, the settings, and how producers put schemas into the registry.
 */
public abstract class SchemaRegistryProviderContractTest
    extends ProviderContractTest<SchemaRegistryProvider> {

  /** Makes a schema known for a topic's values as a producer does, if it is not yet; its id. */
  protected abstract int produce(String topic, Schema schema) throws Exception;

  @Test
  void itsPlaceIsTheSameInEveryProcessAndHasNoSecret() {
    CamusConfig config = config();
    String place = provider().place(config);

    assertThat(place).isNotBlank().isEqualTo(provider().place(config()));
    assertThat(config.secrets().values())
        .allSatisfy(secret -> assertThat(place).doesNotContain(secret));
  }

  @Test
  void itsPathsCanBeAskedFor() {
    assertThat(provider().paths(config())).doesNotContainNull();
  }

  /** Its registry. */
  @Nested
  class Registry extends SchemaRegistryContractTest {
    @Override
    protected SchemaRegistry registry() {
      return provider()
          .registry(new SchemaRegistryProvider.Context(config(), path -> new LocalStore()));
    }

    @Override
    protected int produce(String topic, Schema schema) throws Exception {
      return SchemaRegistryProviderContractTest.this.produce(topic, schema);
    }
  }
}
