package io.camus.config;

import java.util.Locale;
import java.util.Map;

/** How the bytes of a topic's records are read, and with it the format of its files. */
public enum DecoderKind {
  /** Avro in the registry's wire format; Avro data files. */
  AVRO,
  /** One JSON object a record; files of lines. */
  JSON,
  /** UTF-8 text; files of lines. */
  TEXT,
  /** Any bytes, as they are; Avro data files. */
  BYTES;

  /** Where the original's JSON decoder looked for the time, unless it was told. */
  static final String ORIGINAL_JSON_FIELD = "timestamp";

  /** What it expected there; it tried ISO 8601 before. */
  static final String ORIGINAL_JSON_FORMAT = "[dd/MMM/yyyy:HH:mm:ss Z]";

  private static final String ORIGINAL_JSON =
      "com.linkedin.camus.etl.kafka.coders.jsonstringmessagedecoder";

  /** By its word, or by the class that the original had for it. */
  static final KeyType<DecoderKind> TYPE =
      KeyType.oneOf(
          KeyType.words(values()),
          Map.of(
              "com.linkedin.camus.etl.kafka.coders.kafkaavromessagedecoder",
              AVRO,
              ORIGINAL_JSON,
              JSON));

  /** Whether its files hold one record a line; else they are Avro data files. */
  public boolean lines() {
    return this == JSON || this == TEXT;
  }

  /** Whether its records have fields that can hold an event time. */
  public boolean hasFields() {
    return this == AVRO || this == JSON;
  }

  static boolean isOriginalJson(String word) {
    return word.toLowerCase(Locale.ROOT).equals(ORIGINAL_JSON);
  }
}
