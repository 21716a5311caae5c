package io.camus.wiring;

import io.camus.config.TopicConfig;
import io.camus.reading.AcceptedSchemas;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/** What is known of topics' schemas: the driver asks the registry, tasks read a file of the run. */
interface SchemaFacts {

  /**
   * The newest Avro schema of a topic's values in the registry; empty if it has none, or does not
   * know which one it is.
   *
   * @throws io.camus.model.SchemaUnavailableException if the registry does not answer
   */
  Optional<Schema> newest(String topic);

  /**
   * The schema of a topic's files, with the ids of its table's columns; empty if it has no table,
   * or it has not been prepared.
   */
  default Optional<Schema> columns(String topic) {
    return Optional.empty();
  }

  /**
   * The schemas that the records of a topic may have; empty if records are not checked.
   *
   * @param again asks the registry for the newest schema
   */
  default Optional<AcceptedSchemas> accepted(TopicConfig topic, Supplier<Optional<Schema>> again) {
    return Optional.empty();
  }
}
