package io.camus.it.bench;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.avro.Schema;

/** Makes the values of a topic. */
interface Payload {

  /** What the records are for the pipeline. */
  enum Form {
    /** Avro in the registry's wire format. */
    AVRO,
    /** One JSON object each, event time in {@code at}, milliseconds. */
    JSON,
    /** Text of any kind, by Kafka's own time. */
    TEXT
  }

  Form form();

  /** The schema of all records, for Avro. */
  default Optional<Schema> schema() {
    return Optional.empty();
  }

  /**
   * The next value.
   *
   * @param schemaId of the registry, for Avro
   */
  byte[] next(long eventMillis, int schemaId, RandomGenerator random);
}
