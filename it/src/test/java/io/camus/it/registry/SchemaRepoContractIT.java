package io.camus.it.registry;

import io.camus.schema.SchemaRepoRegistry;
import io.camus.spi.SchemaRegistry;
import io.camus.spi.SchemaRegistryContractTest;
import java.time.Duration;
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
    return new SchemaRepoRegistry(OneServer.at(server.url()), Duration.ofMillis(200));
  }

  @Override
  protected int produce(String topic, Schema schema) {
    return new SchemaRepoClient(server.url()).register(topic, schema);
  }
}
