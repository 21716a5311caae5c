package io.camus.it.registry;

import io.camus.schema.ConfluentRegistry;
import io.camus.schema.RegistrySettings;
import io.camus.schema.RegistryTls;
import io.camus.spi.SchemaRegistry;
import io.camus.spi.SchemaRegistryContractTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.Schema;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedApicurio.class)
class ApicurioContractIT extends SchemaRegistryContractTest {
  private final DevApicurio apicurio;

  ApicurioContractIT(DevApicurio apicurio) {
    this.apicurio = apicurio;
  }

  @Override
  protected SchemaRegistry registry() {
    return new ConfluentRegistry(
        new RegistrySettings(
            List.of(apicurio.url()),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            1,
            Duration.ofSeconds(1),
            Optional.empty(),
            RegistryTls.DEFAULT));
  }

  @Override
  protected int produce(String topic, Schema schema) {
    return new RegistryClient(apicurio.url()).register(topic, schema);
  }

  @Override
  protected String newTopic() {
    return "contract-" + UUID.randomUUID();
  }
}
