package io.camus.serdes.protobuf;

import io.camus.config.Key;
import io.camus.config.KeyGroup;
import io.camus.config.KeyType;

/** The keys of the Protobuf decoder. */
final class ProtobufSettings {
  static final KeyGroup KEYS = KeyGroup.ofProvider();

  static final Key<TimestampUnit> TIMESTAMPS =
      KEYS.topicKey("camus.protobuf.timestamps", KeyType.oneOf(TimestampUnit.values()), "micros")
          .means(
              "How google.protobuf.Timestamp is written: micros (timestamp-micros; digits below are"
                  + " cut off, and the records counted), nanos (timestamp-nanos; from 1677 to 2262 only).");

  static final Key<UnknownFields> UNKNOWN_FIELDS =
      KEYS.topicKey("camus.protobuf.unknown.fields", KeyType.oneOf(UnknownFields.values()), "drop")
          .means(
              "What happens to fields that the record's schema does not have: drop, or keep, which"
                  + " adds a field _unknown with their bytes to each message.");

  private ProtobufSettings() {}
}
