package io.camus.schema;

import static java.util.Objects.requireNonNull;

import io.camus.model.CamusException;
import io.camus.model.SchemaUnavailableException;
import io.camus.spi.ForwardingRegistry;
import io.camus.spi.RegisteredText;
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
import java.util.function.Supplier;
import org.apache.avro.Schema;

/**
 * Caches a registry's answers: schemas forever, since an id never changes its meaning, and missing
 * ids for a while. Concurrent requests for an id share one call; if it fails, it fails for all of
 * them, and the next request tries again.
 */
public final class CachedSchemas extends ForwardingRegistry {
  private final Duration missingFor;
  private final Clock clock;
  private final Answers<Schema> schemas = new Answers<>();
  private final Answers<RegisteredText> texts = new Answers<>();
  private final Map<Registered, Optional<Integer>> registered = new ConcurrentHashMap<>();

  /**
   * An answer of the registry.
   *
   * @param until when to ask again; null if never
   */
  private record Answer<T>(Optional<T> found, Instant until) {}

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
    super(registry);
    this.missingFor = requireNonNull(missingFor);
    this.clock = requireNonNull(clock);
  }

  @Override
  public Optional<Schema> schema(String topic, SchemaId id) {
    return schemas.get(place(topic, id), () -> registry.schema(topic, id));
  }

  @Override
  public Optional<RegisteredText> text(String topic, SchemaId id) {
    return texts.get(place(topic, id), () -> registry.text(topic, id));
  }

  private Place place(String topic, SchemaId id) {
    return new Place(registry.ids() == Ids.SHARED ? "" : topic, id);
  }

  @Override
  public Optional<Integer> register(String topic, Schema schema) {
    return registered.computeIfAbsent(
        new Registered(topic, schema), it -> registry.register(topic, schema));
  }

  /** The answers of one kind, by their place. */
  private final class Answers<T> {
    private final Map<Place, CompletableFuture<Answer<T>>> known = new ConcurrentHashMap<>();

    Optional<T> get(Place place, Supplier<Optional<T>> question) {
      while (true) {
        CompletableFuture<Answer<T>> mine = new CompletableFuture<>();
        CompletableFuture<Answer<T>> theirs = known.putIfAbsent(place, mine);
        if (theirs == null) {
          return ask(place, question, mine);
        }
        Answer<T> answer = await(theirs);
        if (answer.until() == null || clock.instant().isBefore(answer.until())) {
          return answer.found();
        }
        known.remove(place, theirs);
      }
    }

    private Optional<T> ask(
        Place place, Supplier<Optional<T>> question, CompletableFuture<Answer<T>> mine) {
      try {
        Optional<T> found = question.get();
        mine.complete(
            new Answer<>(found, found.isPresent() ? null : clock.instant().plus(missingFor)));
        return found;
      } catch (RuntimeException | Error e) {
        known.remove(place, mine);
        mine.completeExceptionally(e);
        throw e;
      }
    }
  }

  private static <T> Answer<T> await(CompletableFuture<Answer<T>> answer) {
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
