package io.camus.inspect;

import java.util.Locale;

/** The decoders that a proposal chooses from. */
public enum ProposedDecoder {
  AVRO,
  JSON,
  TEXT,
  BYTES;

  /** Its name in settings. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether its records have fields that can hold an event time. */
  boolean hasFields() {
    return this == AVRO || this == JSON;
  }
}
