package io.camus.schema;

import static java.util.Objects.requireNonNull;

import io.camus.model.CamusException;
import io.camus.model.SchemaUnavailableException;
import io.camus.spi.SchemaId;
import io.camus.spi.SchemaRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;

/**
 * Caches a registry's answers: schemas forever, since an id never changes its meaning, and missing
 * ids for a while. Concurrent requests for an id share one call; if it fails, it fails for all of
 * them, and the next request tries again.
 */
public final class CachedSchemas implements SchemaRegistry {
  private final SchemaRegistry registry;
  private final Duration missingFor;
  private final Clock clock;
  private final Map<Place, CompletableFuture<Answer>> answers = new ConcurrentHashMap<>();
  private final Map<Registered, Optional<Integer>> registered = new ConcurrentHashMap<>();

  /**
   * An answer of the registry.
   *
   * @param until when to ask again; null if never
   */
  private record Answer(Optional<Schema> schema, Instant until) {}

  /**
   * The scope of an id.
   *
   * @param topic empty if it means the same for all
   */
  private record Place(String topic, SchemaId id) {}

  private record Registered(String topic, Schema schema) {}

  /**
   * @param missingFor how long a missing id is cached
   */
  public CachedSchemas(SchemaRegistry registry, Duration missingFor, Clock clock) {
    this.registry = requireNonNull(registry);
    this.missingFor = requireNonNull(missingFor);
    this.clock = requireNonNull(clock);
  }

  @Override
  public Optional<Schema> schema(String topic, int id) {
    return schema(topic, SchemaId.of(id));
  }

  @Override
  public Optional<Schema> schema(String topic, SchemaId id) {
    Place place = new Place(registry.ids() == Ids.SHARED ? "" : topic, id);
    while (true) {
      CompletableFuture<Answer> mine = new CompletableFuture<>();
      CompletableFuture<Answer> theirs = answers.putIfAbsent(place, mine);
      if (theirs == null) {
        return ask(topic, place, mine);
      }
      Answer answer = await(theirs);
      if (answer.until() == null || clock.instant().isBefore(answer.until())) {
        return answer.schema();
      }
      answers.remove(place, theirs);
    }
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

  @Override
  public Optional<String> foreignType(String topic, int id) {
    return registry.foreignType(topic, id);
  }

  @Override
  public Optional<Integer> register(String topic, Schema schema) {
    return registered.computeIfAbsent(
        new Registered(topic, schema), it -> registry.register(topic, schema));
  }

  private Optional<Schema> ask(String topic, Place place, CompletableFuture<Answer> mine) {
    try {
      Optional<Schema> schema = registry.schema(topic, place.id());
      mine.complete(
          new Answer(schema, schema.isPresent() ? null : clock.instant().plus(missingFor)));
      return schema;
    } catch (RuntimeException | Error e) {
      answers.remove(place, mine);
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private static Answer await(CompletableFuture<Answer> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SchemaUnavailableException("interrupted while waiting for a schema", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CamusException failure) {
        throw new SchemaUnavailableException(failure.getMessage(), failure);
      }
      throw new IllegalStateException("another thread failed to fetch the schema", e.getCause());
    }
  }
}
