package com.example;

import io.camus.config.CamusConfig;
import io.camus.config.Key;
import io.camus.config.KeyGroup;
import io.camus.config.KeyType;
import io.camus.config.SchemaSettings;
import io.camus.model.SchemaUnavailableException;
import io.camus.plugin.SchemaRegistryProvider;
import io.camus.spi.SchemaRegistry;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.apache.avro.Schema;

/**
 * A schema registry in a file of properties, {@code id = schema}, in the directory {@code
 * etl.schema.registry.url}. Ids mean the same for all topics. The file is read each time Camus needs
 * another schema, so schemas may be added at any time.
 */
public class ListedSchemas implements SchemaRegistryProvider {
  private static final KeyGroup KEYS = KeyGroup.ofProvider();
  private static final Key<String> FILE =
      KEYS.key("com.example.listed-schemas.file", KeyType.TEXT, "schemas.properties")
          .means("Name of the file with the schemas.");

  @Override
  public String name() {
    return "listed-schemas";
  }

  @Override
  public KeyGroup keys() {
    return KEYS;
  }

  @Override
  public String place(CamusConfig config) {
    return SchemaSettings.directory(config).child(config.value(FILE)).toString();
  }

  @Override
  public SchemaRegistry registry(Context context) {
    return new ListedRegistry(Path.of(place(context.config())));
  }

  private record ListedRegistry(Path file) implements SchemaRegistry {
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
      return Optional.empty(); // This registry assigns no ids.
    }

    @Override
    public Ids ids() {
      return Ids.SHARED;
    }
  }
}
