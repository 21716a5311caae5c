package io.camus.schema;

import io.camus.model.SchemaUnavailableException;
import io.camus.spi.SchemaRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;

/** A registry in memory: the place of a schema in its list is its id. It can be down. */
final class ListedSchemas implements SchemaRegistry {
  private final Ids ids;
  private final List<Schema> schemas = new CopyOnWriteArrayList<>();
  private final AtomicInteger questions = new AtomicInteger();
  private volatile boolean down;

  ListedSchemas(Ids ids) {
    this.ids = ids;
  }

  void goDown() {
    down = true;
  }

  /** How often it was asked for a schema. */
  int questions() {
    return questions.get();
  }

  @Override
  public Optional<Schema> schema(String topic, int id) {
    questions.incrementAndGet();
    requireUp();
    return id >= 0 && id < schemas.size() ? Optional.of(schemas.get(id)) : Optional.empty();
  }

  @Override
  public synchronized Optional<Integer> register(String topic, Schema schema) {
    requireUp();
    if (!schemas.contains(schema)) {
      schemas.add(schema);
    }
    return Optional.of(schemas.indexOf(schema));
  }

  @Override
  public Ids ids() {
    return ids;
  }

  private void requireUp() {
    if (down) {
      throw new SchemaUnavailableException("down");
    }
  }
}
