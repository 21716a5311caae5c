package io.camus.serdes.protobuf;

import java.util.Arrays;
import java.util.List;

/**
 * A message, compiled: its fields in the order of the Avro record. Recursive messages refer to
 * themselves, so it is filled after it is created.
 */
final class MessageShape {
  /** A number that no field has. */
  static final int NO_SLOT = -1;

  private static final int SMALL_NUMBERS = 256;

  private final String name;
  private final TimestampUnit timestamp;
  private final UnknownFields unknownFields;
  private FieldShape[] fields;
  private int[] slotOfSmall;
  private int[] numbers;
  private int[] slots;

  /**
   * @param timestamp the unit in which the message is written as a single number; null for others
   * @param unknownFields whether its record ends with a field for them
   */
  MessageShape(String name, TimestampUnit timestamp, UnknownFields unknownFields) {
    this.name = name;
    this.timestamp = timestamp;
    this.unknownFields = unknownFields;
  }

  void fill(List<FieldShape> ofMessage) {
    fields = ofMessage.toArray(FieldShape[]::new);
    slotOfSmall = new int[SMALL_NUMBERS];
    Arrays.fill(slotOfSmall, NO_SLOT);
    Integer[] order = new Integer[fields.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Integer.compare(fields[a].number(), fields[b].number()));
    slots = Arrays.stream(order).mapToInt(it -> it).toArray();
    numbers = Arrays.stream(slots).map(slot -> fields[slot].number()).toArray();
    for (int slot = 0; slot < fields.length; slot++) {
      if (fields[slot].number() < SMALL_NUMBERS) {
        slotOfSmall[fields[slot].number()] = slot;
      }
    }
  }

  /** For messages to people. */
  String name() {
    return name;
  }

  TimestampUnit timestamp() {
    return timestamp;
  }

  boolean keepsUnknownFields() {
    return unknownFields == UnknownFields.KEEP;
  }

  int fieldCount() {
    return fields.length;
  }

  FieldShape field(int slot) {
    return fields[slot];
  }

  /** The slot of a field's number, or {@link #NO_SLOT}. */
  int slot(int number) {
    if (number < SMALL_NUMBERS) {
      return slotOfSmall[number];
    }
    int place = Arrays.binarySearch(numbers, number);
    return place < 0 ? NO_SLOT : slots[place];
  }
}
