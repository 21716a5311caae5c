package io.camus.it.check;

/** How the records of a topic are expected to lie in its data files. */
public enum Form {
  /** The Avro datum behind the five bytes of the registry's wire format. */
  AVRO,
  /** The value as one line; line breaks between JSON tokens are spaces. */
  JSON,
  /** The value as one line. */
  TEXT,
  /** {@code io.camus.RawRecord} with all that Kafka knows of the record. */
  RAW
}
