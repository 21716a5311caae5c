package io.camus.it.bench;

import io.camus.it.registry.RegistryClient;
import java.util.random.RandomGenerator;

/** Makes the values of a topic. */
interface Payload {

  /** What the records are for the pipeline. */
  enum Form {
    /** Avro in the registry's wire format. */
    AVRO,
    /** Protobuf in the registry's wire format. */
    PROTOBUF,
    /** One JSON object each, event time in {@code at}, milliseconds. */
    JSON,
    /** Text of any kind, by Kafka's own time. */
    TEXT
  }

  Form form();

  /** Registers the schema of all records, if they have one; its id. */
  default int register(RegistryClient registry, String topic) {
    return 0;
  }

  /**
   * The next value.
   *
   * @param schemaId of the registry, if there is a schema
   */
  byte[] next(long eventMillis, int schemaId, RandomGenerator random);

  /**
   * The {@link RecordHash} that the value has in a data file.
   *
   * @param last what {@link #next} has returned last
   */
  default long content(byte[] last) {
    return RecordHash.of(last);
  }
}
