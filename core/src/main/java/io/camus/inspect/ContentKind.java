package io.camus.inspect;

/** What the bytes of a value or a key are. */
public enum ContentKind {
  AVRO("Avro in the Confluent wire format"),
  AVRO_WITHOUT_SCHEMA(
      "the Confluent wire format, with a schema id that the registry does not have"),
  REGISTRY_NOT_ASKED("the Confluent wire format, by its first bytes"),
  AVRO_DAMAGED("the Confluent wire format, but not what the schema says"),
  AVRO_LONG_ID("Avro behind an 8-byte id, as Apicurio Registry writes it"),
  AVRO_HEADER_ID("a format whose schema id is in a record header"),
  PROTOBUF("Protobuf in the Confluent wire format"),
  JSON_SCHEMA("JSON in the Confluent wire format"),
  JSON("JSON objects"),
  TEXT("text in UTF-8"),
  BYTES("other bytes"),
  EMPTY("no bytes at all"),
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

  /** Whether it can be Avro, as far as that was found out. */
  boolean mayBeAvro() {
    return this == AVRO || this == AVRO_WITHOUT_SCHEMA || this == AVRO_DAMAGED;
  }

  /** Whether there is a value, of any kind. */
  boolean isThere() {
    return this != NONE;
  }
}
