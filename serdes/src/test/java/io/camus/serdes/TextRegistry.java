package io.camus.serdes;

import io.camus.spi.RegisteredText;
import io.camus.spi.SchemaId;
import io.camus.spi.SchemaRegistry;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** A registry of texts, by id. */
public record TextRegistry(Map<Integer, RegisteredText> texts) implements SchemaRegistry {
  @Override
  public Optional<Schema> schema(String topic, int id) {
    return Optional.empty();
  }

  @Override
  public Optional<RegisteredText> text(String topic, SchemaId id) {
    return Optional.ofNullable(texts.get(id.number()));
  }

  @Override
  public Optional<Integer> register(String topic, Schema schema) {
    return Optional.empty();
  }
}
