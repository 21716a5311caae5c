package io.camus.inspect;

/** Kinds of values and keys. */
public enum ContentKind {
  AVRO("Avro in the Confluent wire format"),
  AVRO_WITHOUT_SCHEMA("the Confluent wire format, with a schema id unknown to the registry"),
  REGISTRY_NOT_ASKED("the Confluent wire format, judging by the first bytes"),
  AVRO_DAMAGED("the Confluent wire format, but not matching the schema"),
  AVRO_LONG_ID("Avro with an 8-byte schema id, as written by Apicurio Registry"),
  AVRO_HEADER_ID("a format whose schema id is in a record header"),
  PROTOBUF("Protobuf in the Confluent wire format"),
  JSON_SCHEMA("JSON in the Confluent wire format"),
  JSON("JSON objects"),
  TEXT("UTF-8 text"),
  BYTES("other bytes"),
  EMPTY("empty"),
  NONE("null");

  private final String words;

  ContentKind(String words) {
    this.words = words;
  }

  /** What it is, for people. */
  public String words() {
    return words;
  }

  /** Whether it is written as lines of UTF-8. */
  boolean isText() {
    return this == JSON || this == TEXT || this == EMPTY;
  }

  /** Whether it may be Avro, as far as known. */
  boolean mayBeAvro() {
    return this == AVRO || this == AVRO_WITHOUT_SCHEMA || this == AVRO_DAMAGED;
  }

  /** Whether there is a value, of any kind. */
  boolean isThere() {
    return this != NONE;
  }
}
