package io.camus.inspect;

import io.camus.model.SchemaUnavailableException;
import io.camus.spi.SchemaId;
import io.camus.spi.SchemaRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** A registry of a few schemas, Avro and others. It can be down. */
final class MapRegistry implements SchemaRegistry {
  final Map<Integer, Schema> schemas = new HashMap<>();
  final Map<SchemaId, Schema> others = new HashMap<>();
  final Map<Integer, String> foreign = new HashMap<>();
  boolean down;
  int questions;

  @Override
  public Optional<Schema> schema(String topic, int id) {
    count();
    return Optional.ofNullable(schemas.get(id));
  }

  @Override
  public Optional<Schema> schema(String topic, SchemaId id) {
    return id.kind() == SchemaId.Kind.ID
        ? schema(topic, id.number())
        : Optional.ofNullable(others.get(id));
  }

  @Override
  public Optional<Integer> register(String topic, Schema schema) {
    throw new AssertionError("a look registers nothing");
  }

  @Override
  public Optional<String> foreignType(String topic, int id) {
    if (down) {
      count();
    }
    return Optional.ofNullable(foreign.get(id));
  }

  private void count() {
    questions++;
    if (down) {
      throw new SchemaUnavailableException("the registry is down.");
    }
  }
}
