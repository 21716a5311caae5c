package io.camus.config;

import java.util.Locale;
import java.util.Map;

/** The decoder of a topic's records, which also determines the format of its files. */
public enum DecoderKind {
  /** Avro in the registry's wire format; Avro data files. */
  AVRO,
  /** One JSON object per record; files of lines. */
  JSON,
  /** UTF-8 text; files of lines. */
  TEXT,
  /** Any bytes, unchanged; Avro data files. */
  BYTES;

  /** Default time field of the original's JSON decoder. */
  static final String ORIGINAL_JSON_FIELD = "timestamp";

  /** Its default time format, after ISO 8601. */
  static final String ORIGINAL_JSON_FORMAT = "[dd/MMM/yyyy:HH:mm:ss Z]";

  private static final String ORIGINAL_JSON =
      "com.linkedin.camus.etl.kafka.coders.jsonstringmessagedecoder";

  /** By its name, or by the original's class for it. */
  static final KeyType<DecoderKind> TYPE =
      KeyType.oneOf(
          KeyType.words(values()),
          Map.of(
              "com.linkedin.camus.etl.kafka.coders.kafkaavromessagedecoder",
              AVRO,
              ORIGINAL_JSON,
              JSON));

  /** Whether its files hold one record per line; otherwise they are Avro data files. */
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
