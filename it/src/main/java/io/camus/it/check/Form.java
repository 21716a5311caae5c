package io.camus.it.check;

/** The expected form of a topic's records in its data files. */
public enum Form {
  /** The Avro datum behind the five bytes of the registry's wire format. */
  AVRO,
  /** The value as one line; line breaks between JSON tokens are spaces. */
  JSON,
  /** The value as one line. */
  TEXT,
  /** {@code io.camus.RawRecord} with all of the record's Kafka data. */
  RAW
}
