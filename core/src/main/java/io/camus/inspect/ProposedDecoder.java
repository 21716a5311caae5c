package io.camus.inspect;

import io.camus.config.Provider;
import io.camus.config.Providers;
import java.util.Locale;

/** The decoders that a proposal chooses from. */
public enum ProposedDecoder {
  AVRO,
  JSON,
  TEXT,
  BYTES,
  PROTOBUF,
  JSON_SCHEMA;

  /** Its name in settings. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it is one of these providers. */
  boolean isIn(Providers installed) {
    return installed.all(Provider.Kind.DECODER).stream()
        .anyMatch(provider -> provider.name().equals(word()));
  }

  /** Whether samples tell which of its fields hold an event time. */
  boolean hasFields() {
    return this == AVRO || this == JSON;
  }
}
