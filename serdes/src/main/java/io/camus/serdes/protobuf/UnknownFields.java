package io.camus.serdes.protobuf;

/** What happens to fields that a record's schema does not have. */
enum UnknownFields {
  DROP,
  KEEP
}
