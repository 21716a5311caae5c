package io.camus.serdes.protobuf;

import java.util.List;

/**
 * A field, compiled.
 *
 * @param name for messages to people
 * @param number in Protobuf
 * @param rivals the slots of the other members of its oneof, which it clears
 * @param symbols of an enum; null for other kinds
 * @param message the shape of its messages, or of a map's entries; null for other kinds
 */
record FieldShape(
    String name,
    int number,
    FieldKind kind,
    Form form,
    List<Integer> rivals,
    EnumNumbers symbols,
    MessageShape message) {

  /** How often a field occurs, and what its absence means. */
  enum Form {
    /** Once; absent, it has its default. */
    IMPLICIT,
    /** Once; absent, it is null. */
    OPTIONAL,
    /** Once; absent, the record is malformed. */
    REQUIRED,
    REPEATED,
    MAP
  }

  FieldShape {
    rivals = List.copyOf(rivals);
  }

  /** Whether all occurrences count; else the last one wins. */
  boolean collects() {
    return form == Form.REPEATED || form == Form.MAP || kind == FieldKind.MESSAGE;
  }

  /** Whether an occurrence with a wire type belongs to the field. */
  boolean takes(int wireType) {
    return wireType == kind.wireType()
        || (wireType == Wire.LENGTH && form == Form.REPEATED && kind.isPackable());
  }
}
