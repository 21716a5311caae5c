package io.camus.spi;

import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Provides writer schemas. Thread-safe.
 *
 * <p>A {@code SchemaRegistryProvider} creates it. Its results are cached, so it needs no cache.
 * Test it with {@code SchemaRegistryContractTest} in camus-core's test jar.
 */
public interface SchemaRegistry {

  /** The scope of ids. */
  enum Ids {
    /** One schema for all topics. */
    SHARED,
    /** A schema for each topic. */
    PER_TOPIC
  }

  /**
   * The schema with an id; an id never changes its meaning.
   *
   * @param topic the topic whose record carries the id
   * @param id as in the record's wire format
   * @return empty if the registry has no such id
   * @throws io.camus.model.SchemaUnavailableException if the registry did not answer
   */
  Optional<Schema> schema(String topic, int id);

  /**
   * The schema with an id of any kind; an id never changes its meaning.
   *
   * @return empty if the registry has no such id, or none of this kind
   * @throws io.camus.model.SchemaUnavailableException if the registry did not answer
   */
  default Optional<Schema> schema(String topic, SchemaId id) {
    return id.kind() == SchemaId.Kind.ID ? schema(topic, id.number()) : Optional.empty();
  }

  /**
   * The newest schema for a topic's values; not cached.
   *
   * @return empty if there is none, or if the registry does not know which one is the newest
   * @throws io.camus.model.SchemaUnavailableException if the registry did not answer
   */
  default Optional<Schema> newest(String topic) {
    return Optional.empty();
  }

  /**
   * The id of a schema for a topic's values; registers it if the registry supports that.
   *
   * @return empty if this registry assigns no ids
   * @throws io.camus.model.SchemaUnavailableException if the registry did not answer
   */
  Optional<Integer> register(String topic, Schema schema);

  /** The scope of ids; {@link Ids#PER_TOPIC} is always correct, only slower. */
  default Ids ids() {
    return Ids.PER_TOPIC;
  }

  /**
   * Why {@link #schema} was empty, for people.
   *
   * @return for example {@code schema id 17 is not in the registry}
   */
  default String whyMissing(String topic, int id) {
    return "schema id " + id + " is not in the registry";
  }

  /** Why {@link #schema(String, SchemaId)} was empty, for people. */
  default String whyMissing(String topic, SchemaId id) {
    return id.kind() == SchemaId.Kind.ID
        ? whyMissing(topic, id.number())
        : id + " is not in the registry";
  }

  /**
   * What kind of schema an id is if {@link #schema} was empty since it is none of Avro, as the
   * registry names it: {@code PROTOBUF}, {@code JSON}.
   */
  default Optional<String> foreignType(String topic, int id) {
    return Optional.empty();
  }

  /**
   * The schema with an id as a text, whatever its type. A registry of Avro schemas alone need not
   * implement it.
   *
   * @return empty if the registry has no such id, or cannot resolve its references; {@link
   *     #whyMissing} then says why
   * @throws io.camus.model.SchemaUnavailableException if the registry did not answer
   */
  default Optional<RegisteredText> text(String topic, SchemaId id) {
    return schema(topic, id)
        .map(found -> new RegisteredText(RegisteredText.AVRO, found.toString(), Map.of()));
  }
}
