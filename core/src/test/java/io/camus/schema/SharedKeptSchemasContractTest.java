package io.camus.schema;

import io.camus.spi.SchemaRegistry;
import io.camus.spi.SchemaRegistry.Ids;
import io.camus.spi.SchemaRegistryContractTest;
import io.camus.spi.StorePath;
import io.camus.store.MemoryStore;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;

/** Both caches, as a run has them. */
class SharedKeptSchemasContractTest extends SchemaRegistryContractTest {
  private final Clock clock = Clock.systemUTC();
  private final MemoryStore store = new MemoryStore(clock);
  private final ListedSchemas schemas = new ListedSchemas(Ids.SHARED);
  private final AtomicInteger topics = new AtomicInteger();

  @Override
  protected SchemaRegistry registry() {
    return new CachedSchemas(
        new KeptSchemas(schemas, store, new StorePath("/base/schemas"), clock),
        Duration.ofSeconds(30),
        clock);
  }

  @Override
  protected int produce(String topic, Schema schema) {
    return schemas.register(topic, schema).orElseThrow();
  }

  @Override
  protected String newTopic() {
    return "topic-" + topics.incrementAndGet();
  }
}
