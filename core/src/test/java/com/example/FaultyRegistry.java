package com.example;

import io.camus.config.CamusConfig;
import io.camus.model.SchemaUnavailableException;
import io.camus.plugin.SchemaRegistryProvider;
import io.camus.spi.SchemaRegistry;
import java.util.Optional;
import org.apache.avro.Schema;

/** A registry that fails in a way that the topic's name says. */
public class FaultyRegistry implements SchemaRegistryProvider {
  @Override
  public String name() {
    return "faulty-registry";
  }

  @Override
  public String place(CamusConfig config) {
    return "here";
  }

  @Override
  public SchemaRegistry registry(Context context) {
    return new SchemaRegistry() {
      @Override
      @SuppressWarnings("NullOptional")
      public Optional<Schema> schema(String topic, int id) {
        return switch (topic) {
          case "throws" -> throw new IllegalStateException("not my day");
          case "lacks a class" -> throw new NoClassDefFoundError("com/example/Missing");
          case "not a schema" -> Optional.of(new Schema.Parser().parse("{}"));
          case "down" -> throw new SchemaUnavailableException("closed on Sundays");
          default -> null;
        };
      }

      @Override
      public Optional<Integer> register(String topic, Schema schema) {
        throw new UnsupportedOperationException();
      }
    };
  }

  /** Refuses its settings. */
  public static class Refusing extends FaultyRegistry {
    @Override
    public SchemaRegistry registry(Context context) {
      throw new IllegalArgumentException("set com.example.region");
    }
  }
}
