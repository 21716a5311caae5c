package io.camus.inspect;

import io.camus.model.SchemaUnavailableException;
import io.camus.spi.RegisteredText;
import io.camus.spi.SchemaId;
import io.camus.spi.SchemaRegistry;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/** A registry that is not contacted again after it was unreachable once. */
public final class AskedRegistry implements SchemaRegistry {
  private final SchemaRegistry registry;
  private SchemaUnavailableException failure;

  public AskedRegistry(SchemaRegistry registry) {
    this.registry = registry;
  }

  /** Why it was unreachable; empty if it was not. */
  public synchronized Optional<String> failure() {
    return Optional.ofNullable(failure).map(Throwable::getMessage);
  }

  @Override
  public Optional<Schema> schema(String topic, int id) {
    return schema(topic, SchemaId.of(id));
  }

  @Override
  public Optional<Schema> schema(String topic, SchemaId id) {
    return asked(() -> registry.schema(topic, id));
  }

  @Override
  public Optional<RegisteredText> text(String topic, SchemaId id) {
    return asked(() -> registry.text(topic, id));
  }

  private synchronized <T> T asked(Supplier<T> question) {
    if (failure != null) {
      throw new SchemaUnavailableException(failure.getMessage(), failure);
    }
    try {
      return question.get();
    } catch (SchemaUnavailableException e) {
      failure = e;
      throw e;
    }
  }

  /** {@inheritDoc} Nothing is registered here. */
  @Override
  public Optional<Integer> register(String topic, Schema schema) {
    return Optional.empty();
  }

  @Override
  public Optional<Schema> newest(String topic) {
    return registry.newest(topic);
  }

  @Override
  public Ids ids() {
    return registry.ids();
  }

  @Override
  public String whyMissing(String topic, int id) {
    return registry.whyMissing(topic, id);
  }

  @Override
  public String whyMissing(String topic, SchemaId id) {
    return registry.whyMissing(topic, id);
  }

  /** {@inheritDoc} Empty if it was unreachable. */
  @Override
  public synchronized Optional<String> foreignType(String topic, int id) {
    if (failure != null) {
      return Optional.empty();
    }
    try {
      return registry.foreignType(topic, id);
    } catch (SchemaUnavailableException e) {
      failure = e;
      return Optional.empty();
    }
  }
}
