package io.camus.serdes.protobuf;

/** The encoding of a field's single value. */
enum FieldKind {
  INT32(Wire.VARINT),
  SINT32(Wire.VARINT),
  UINT32(Wire.VARINT),
  INT64(Wire.VARINT),
  SINT64(Wire.VARINT),
  UINT64(Wire.VARINT),
  BOOL(Wire.VARINT),
  ENUM(Wire.VARINT),
  SFIXED32(Wire.FIXED32),
  FIXED32(Wire.FIXED32),
  FLOAT(Wire.FIXED32),
  SFIXED64(Wire.FIXED64),
  FIXED64(Wire.FIXED64),
  DOUBLE(Wire.FIXED64),
  STRING(Wire.LENGTH),
  BYTES(Wire.LENGTH),
  MESSAGE(Wire.LENGTH);

  private final int wireType;

  FieldKind(int wireType) {
    this.wireType = wireType;
  }

  /** Protobuf's number of the encoding: one of {@link Wire}. */
  int wireType() {
    return wireType;
  }

  /** Whether several values may lie in one stretch of bytes. */
  boolean isPackable() {
    return wireType != Wire.LENGTH;
  }

  /** The size of a value in bytes, if all have the same; else 0. */
  int fixedSize() {
    return switch (wireType) {
      case Wire.FIXED32 -> Integer.BYTES;
      case Wire.FIXED64 -> Long.BYTES;
      default -> 0;
    };
  }
}
