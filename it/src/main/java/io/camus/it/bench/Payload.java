package io.camus.it.bench;

import java.util.random.RandomGenerator;

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

  /**
   * The next value.
   *
   * @param schemaId of the registry, for Avro
   */
  byte[] next(long eventMillis, int schemaId, RandomGenerator random);
}
