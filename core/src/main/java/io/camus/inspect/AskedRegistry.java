package io.camus.inspect;

import io.camus.model.SchemaUnavailableException;
import io.camus.spi.ForwardingRegistry;
import io.camus.spi.SchemaRegistry;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/** A registry that is not contacted again after it was unreachable once. */
public final class AskedRegistry extends ForwardingRegistry {
  private SchemaUnavailableException failure;

  public AskedRegistry(SchemaRegistry registry) {
    super(registry);
  }

  /** Why it was unreachable; empty if it was not. */
  public synchronized Optional<String> failure() {
    return Optional.ofNullable(failure).map(Throwable::getMessage);
  }

  @Override
  protected synchronized <T> T ask(Supplier<T> question) {
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

  /** {@inheritDoc} Empty if it was unreachable. */
  @Override
  public Optional<String> foreignType(String topic, int id) {
    try {
      return super.foreignType(topic, id);
    } catch (SchemaUnavailableException e) {
      return Optional.empty();
    }
  }
}
