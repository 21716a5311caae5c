package io.camus.it.registry;

import io.camus.schema.RegistrySettings;
import io.camus.schema.RegistryTls;
import io.camus.schema.SchemaRepoRegistry;
import io.camus.spi.SchemaRegistry;
import io.camus.spi.SchemaRegistryContractTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.Schema;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedSchemaRepo.class)
class SchemaRepoContractIT extends SchemaRegistryContractTest {
  private final DevSchemaRepo server;

  SchemaRepoContractIT(DevSchemaRepo server) {
    this.server = server;
  }

  @Override
  protected SchemaRegistry registry() {
    return new SchemaRepoRegistry(
        new RegistrySettings(
            List.of(server.url()),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            1,
            Duration.ofSeconds(1),
            Optional.empty(),
            RegistryTls.DEFAULT));
  }

  @Override
  protected int produce(String topic, Schema schema) {
    return new SchemaRepoClient(server.url()).register(topic, schema);
  }

  @Override
  protected String newTopic() {
    return "contract-" + UUID.randomUUID();
  }
}
