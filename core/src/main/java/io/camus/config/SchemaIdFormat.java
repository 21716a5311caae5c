package io.camus.config;

/** Where a record has the id of its schema. */
public enum SchemaIdFormat {
  /** A zero byte and the registry's id in four bytes, before the data. */
  REGISTRY,
  /** A record header of Confluent's or Apicurio's serializers. */
  HEADER,
  /** A zero byte and Apicurio's global id in eight bytes. */
  APICURIO_GLOBAL_ID,
  /** A zero byte and Apicurio's content id in eight bytes. */
  APICURIO_CONTENT_ID,
  /** Avro's single-object encoding. */
  SINGLE_OBJECT
}
