package com.example;

import io.camus.model.SchemaUnavailableException;
import io.camus.spi.SchemaRegistry;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.avro.Schema;

/**
 * A registry in a file of properties, {@code id = schema}. Ids mean the same for all topics.
 *
 * <p>Set {@code camus.schema.registry.custom.file} to its path. It is read when a schema is asked
 * for that was not seen yet, so schemas may be added at any time.
 */
public class ListedSchemas implements SchemaRegistry {
  private static final String FILE = "camus.schema.registry.custom.file";

  private final Path file;

  public ListedSchemas(Map<String, String> settings) {
    if (!settings.containsKey(FILE)) {
      throw new IllegalArgumentException(FILE + " is not set");
    }
    file = Path.of(settings.get(FILE));
  }

  @Override
  public Optional<Schema> schema(String topic, int id) {
    Properties schemas = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      schemas.load(reader);
    } catch (IOException e) {
      throw new SchemaUnavailableException("cannot read the schemas in " + file + ": " + e, e);
    }
    return Optional.ofNullable(schemas.getProperty(Integer.toString(id)))
        .map(text -> new Schema.Parser().parse(text));
  }

  @Override
  public Optional<Integer> register(String topic, Schema schema) {
    return Optional.empty();
  }

  @Override
  public Ids ids() {
    return Ids.SHARED;
  }
}
