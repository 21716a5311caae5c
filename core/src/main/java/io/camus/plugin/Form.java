package io.camus.plugin;

/** The form of data between a decoder and a file format. */
public enum Form {
  /** Avro binary of the datum type's schema. */
  AVRO,
  /** A JSON object in UTF-8. */
  JSON,
  /** Any text in UTF-8. */
  TEXT
}
