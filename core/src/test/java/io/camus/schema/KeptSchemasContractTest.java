package io.camus.schema;

import io.camus.spi.SchemaRegistry;
import io.camus.spi.SchemaRegistry.Ids;
import io.camus.spi.SchemaRegistryContractTest;
import io.camus.spi.StorePath;
import io.camus.store.MemoryStore;
import java.time.Clock;
import java.time.Duration;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Nested;

/** Both caches, as a run has them, above registries of either kind. */
class KeptSchemasContractTest {

  @Nested
  class WhereAnIdIsTheSameForAllTopics extends BothCaches {
    WhereAnIdIsTheSameForAllTopics() {
      super(Ids.SHARED);
    }
  }

  @Nested
  class WhereEachTopicHasIdsOfItsOwn extends BothCaches {
    WhereEachTopicHasIdsOfItsOwn() {
      super(Ids.PER_TOPIC);
    }
  }

  private abstract static class BothCaches extends SchemaRegistryContractTest {
    private final Clock clock = Clock.systemUTC();
    private final MemoryStore store = new MemoryStore(clock);
    private final ListedSchemas schemas;

    BothCaches(Ids ids) {
      schemas = new ListedSchemas(ids);
    }

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
  }
}
