package io.camus.serdes.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import java.util.Set;

/** Google's messages that do not become a record. */
enum WellKnown {
  NONE,
  /** Becomes a timestamp. */
  TIMESTAMP,
  /** Becomes its only field, {@code value}. */
  WRAPPER;

  private static final String PACKAGE = "google.protobuf.";
  private static final Set<String> WRAPPERS =
      Set.of(
          "DoubleValue",
          "FloatValue",
          "Int64Value",
          "UInt64Value",
          "Int32Value",
          "UInt32Value",
          "BoolValue",
          "StringValue",
          "BytesValue");

  static WellKnown of(Descriptor message) {
    if (!message.getFullName().equals(PACKAGE + message.getName())) {
      return NONE;
    } else if (WRAPPERS.contains(message.getName())) {
      return WRAPPER;
    }
    return message.getName().equals("Timestamp") ? TIMESTAMP : NONE;
  }
}
