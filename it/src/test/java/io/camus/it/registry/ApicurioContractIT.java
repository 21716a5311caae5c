package io.camus.it.registry;

import io.camus.schema.ConfluentRegistry;
import io.camus.spi.SchemaRegistry;
import io.camus.spi.SchemaRegistryContractTest;
import java.time.Duration;
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
    return new ConfluentRegistry(OneServer.at(apicurio.url()), Duration.ofMillis(200));
  }

  @Override
  protected int produce(String topic, Schema schema) {
    return new RegistryClient(apicurio.url()).register(topic, schema);
  }
}
