package io.camus.serdes.json;

import static java.util.Objects.requireNonNull;

import io.camus.model.RejectionCause;
import io.camus.spi.Decoded.Rejected;
import io.camus.spi.RegisteredText;
import io.camus.spi.SchemaId;
import io.camus.spi.SchemaRegistry;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What a decoder makes of registered schemas, each once. Remembers which are unusable. Not
 * thread-safe.
 */
final class LoadedSchemas<T> {
  private final SchemaRegistry registry;
  private final BiFunction<SchemaId, RegisteredText, T> maker;
  private final Map<SchemaId, T> loaded = new HashMap<>();
  private final Map<SchemaId, Rejected> unusable = new HashMap<>();

  /**
   * @param maker throws an {@link IllegalArgumentException} with the reason if a schema is unusable
   */
  LoadedSchemas(SchemaRegistry registry, BiFunction<SchemaId, RegisteredText, T> maker) {
    this.registry = requireNonNull(registry);
    this.maker = requireNonNull(maker);
  }

  /** What was made of a schema, after {@link #load} has loaded it. */
  T get(SchemaId id) {
    return loaded.get(id);
  }

  /** Loads a schema; returns why there is none. */
  Optional<Rejected> load(String topic, SchemaId id) {
    if (loaded.containsKey(id)) {
      return Optional.empty();
    }
    if (unusable.containsKey(id)) {
      return Optional.of(unusable.get(id));
    }
    Optional<RegisteredText> text = registry.text(topic, id);
    if (text.isEmpty()) {
      return Optional.of(
          new Rejected(RejectionCause.SCHEMA_NOT_FOUND, registry.whyMissing(topic, id)));
    }
    try {
      loaded.put(id, maker.apply(id, text.get()));
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      Rejected rejected =
          new Rejected(
              RejectionCause.SCHEMA_NOT_FOUND,
              String.format(Locale.ROOT, "%s cannot be used: %s", id, e.getMessage()));
      unusable.put(id, rejected);
      return Optional.of(rejected);
    }
  }
}
