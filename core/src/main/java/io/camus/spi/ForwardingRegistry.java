package io.camus.spi;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/** A registry that asks another one. Subclasses change some of its answers. */
public abstract class ForwardingRegistry implements SchemaRegistry {
  /** The registry that is asked. */
  protected final SchemaRegistry registry;

  protected ForwardingRegistry(SchemaRegistry registry) {
    this.registry = requireNonNull(registry);
  }

  /** Asks the other registry; every question comes through here. */
  protected <T> T ask(Supplier<T> question) {
    return question.get();
  }

  @Override
  public final Optional<Schema> schema(String topic, int id) {
    return schema(topic, SchemaId.of(id));
  }

  @Override
  public Optional<Schema> schema(String topic, SchemaId id) {
    return ask(() -> registry.schema(topic, id));
  }

  @Override
  public Optional<RegisteredText> text(String topic, SchemaId id) {
    return ask(() -> registry.text(topic, id));
  }

  @Override
  public Optional<Schema> newest(String topic) {
    return ask(() -> registry.newest(topic));
  }

  @Override
  public Optional<Integer> register(String topic, Schema schema) {
    return ask(() -> registry.register(topic, schema));
  }

  @Override
  public Ids ids() {
    return ask(registry::ids);
  }

  @Override
  public final String whyMissing(String topic, int id) {
    return whyMissing(topic, SchemaId.of(id));
  }

  @Override
  public String whyMissing(String topic, SchemaId id) {
    return ask(() -> registry.whyMissing(topic, id));
  }

  @Override
  public Optional<String> foreignType(String topic, int id) {
    return ask(() -> registry.foreignType(topic, id));
  }
}
