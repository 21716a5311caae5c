package io.camus.spi;

import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Where writer schemas come from. Safe for use by several threads.
 *
 * <p>A class of one's own is named by {@code kafka.message.coder.schema.registry.class}. It is made
 * once a process, in the driver and in each task, by its public constructor that takes a {@code
 * Map<String, String>} of settings, or by the one without parameters. It lives as long as the
 * process and is not closed: threads of its own have to be daemons. Caches are before it, so it
 * needs none. {@code SchemaRegistryContractTest} in camus-core's test jar is the contract to run on
 * it.
 */
public interface SchemaRegistry {

  /** Within what an id means one schema. */
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
   * @return empty if the registry answered that it has no such id
   * @throws io.camus.model.SchemaUnavailableException if it could not be asked
   */
  Optional<Schema> schema(String topic, int id);

  /**
   * The id under which a schema is known for a topic's values, registering it if the registry can.
   *
   * @return empty if this registry gives no ids
   * @throws io.camus.model.SchemaUnavailableException if it could not be asked
   */
  Optional<Integer> register(String topic, Schema schema);

  /** Within what an id means one schema; {@link Ids#PER_TOPIC} is always right, only slower. */
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

  /**
   * What kind of schema an id is if {@link #schema} was empty since it is none of Avro, as the
   * registry names it: {@code PROTOBUF}, {@code JSON}.
   */
  default Optional<String> foreignType(String topic, int id) {
    return Optional.empty();
  }
}
