package io.camus.spi;

import java.util.Optional;
import org.apache.avro.Schema;

/** Where writer schemas come from. Safe for use by several threads. */
public interface SchemaRegistry {

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

  /**
   * Why {@link #schema} was empty, for people.
   *
   * @return for example {@code schema id 17 is not in the registry}
   */
  default String whyMissing(String topic, int id) {
    return "schema id " + id + " is not in the registry";
  }
}
