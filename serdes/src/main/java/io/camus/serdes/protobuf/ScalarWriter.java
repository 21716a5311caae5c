package io.camus.serdes.protobuf;

import io.camus.decode.Utf8;
import io.camus.format.RecordBuffer;
import java.util.Locale;

/** Writes values that are not messages. Not thread-safe. */
final class ScalarWriter {
  private static final long FIRST_SECOND = -62_135_596_800L;
  private static final long LAST_SECOND = 253_402_300_799L;
  private static final int NANOS_PER_SECOND = 1_000_000_000;

  private static final byte[] FALSE = {0};
  private static final byte[] TRUE = {1};

  private final WireInput in;
  private final RecordBuffer out;
  private final byte[] unsigned = new byte[1 + Long.BYTES];

  ScalarWriter(WireInput in, RecordBuffer out) {
    this.in = in;
    this.out = out;
  }

  /** Writes the value at a place; returns where it ends. */
  int write(FieldShape field, int from, int to) throws Malformed {
    switch (field.kind()) {
      case INT32 -> out.writeLong(int32(from, to));
      case UINT32 -> out.writeLong(in.varint(from, to) & 0xFFFF_FFFFL);
      case SINT32 -> out.writeLong(unzigzag(int32(from, to)));
      case INT64 -> out.writeLong(in.varint(from, to));
      case SINT64 -> out.writeLong(unzigzag(in.varint(from, to)));
      case UINT64 -> writeUnsigned(in.varint(from, to));
      case BOOL -> writeBoolean(in.varint(from, to));
      case ENUM -> writeEnum(field, int32(from, to), from);
      case SFIXED32 -> out.writeLong(in.fixed32(from));
      case FIXED32 -> out.writeLong(in.fixed32(from) & 0xFFFF_FFFFL);
      case SFIXED64 -> out.writeLong(in.fixed64(from));
      case FIXED64 -> writeUnsigned(in.fixed64(from));
      // Both formats have the same bytes.
      case FLOAT, DOUBLE -> {
        out.writeRaw(in.bytes(), from, field.kind().fixedSize());
        return from + field.kind().fixedSize();
      }
      case STRING -> {
        int fault = Utf8.firstFault(in.bytes(), from, to);
        if (fault < to) {
          throw new Malformed(fault, String.format(Locale.ROOT, "not UTF-8, in %s", field.name()));
        }
        out.writeBytes(in.bytes(), from, to - from);
        return to;
      }
      case BYTES -> {
        out.writeBytes(in.bytes(), from, to - from);
        return to;
      }
      case MESSAGE -> throw new IllegalStateException(field.name() + " is a message");
    }
    return in.position();
  }

  void writeDefault(FieldShape field) throws Malformed {
    switch (field.kind()) {
      case FLOAT, DOUBLE -> {
        for (int i = 0; i < field.kind().fixedSize(); i++) {
          out.writeRaw(FALSE, 0, 1);
        }
      }
      case UINT64, FIXED64 -> writeUnsigned(0);
      case BOOL -> writeBoolean(0);
      case ENUM -> writeEnum(field, field.symbols().first(), 0);
      // Zero, or no bytes.
      default -> out.writeLong(0);
    }
  }

  /** The number of values in a stretch. */
  long count(FieldShape field, int from, int to) throws Malformed {
    int size = field.kind().fixedSize();
    if (size > 0) {
      if ((to - from) % size != 0) {
        throw new Malformed(
            from,
            String.format(
                Locale.ROOT,
                "%d bytes of values of %d bytes each, in %s",
                to - from,
                size,
                field.name()));
      }
      int values = (to - from) / size;
      return values;
    }
    long count = 0;
    for (int i = from; i < to; i++) {
      if (in.bytes()[i] >= 0) {
        count++;
      }
    }
    return count;
  }

  /** The value of a map's key that is a number. */
  long key(FieldShape field, int from, int to) throws Malformed {
    return switch (field.kind()) {
      case INT32 -> int32(from, to);
      case UINT32 -> in.varint(from, to) & 0xFFFF_FFFFL;
      case SINT32 -> unzigzag(int32(from, to));
      case SINT64 -> unzigzag(in.varint(from, to));
      case BOOL -> in.varint(from, to) == 0 ? 0 : 1;
      case SFIXED32 -> in.fixed32(from);
      case FIXED32 -> in.fixed32(from) & 0xFFFF_FFFFL;
      case SFIXED64, FIXED64 -> in.fixed64(from);
      default -> in.varint(from, to);
    };
  }

  /** Writes a number as the text that a map's key becomes. */
  void writeKey(FieldShape field, long key) {
    switch (field.kind()) {
      case BOOL -> out.writeString(key == 0 ? "false" : "true");
      case UINT64, FIXED64 -> out.writeString(Long.toUnsignedString(key));
      default -> out.writeString(Long.toString(key));
    }
  }

  void writeTimestamp(TimestampUnit unit, long seconds, int nanos, int at) throws Malformed {
    if (seconds < FIRST_SECOND || seconds > LAST_SECOND || nanos < 0 || nanos >= NANOS_PER_SECOND) {
      throw new Malformed(
          at,
          String.format(
              Locale.ROOT, "not a Timestamp: %d seconds, %d nanoseconds", seconds, nanos));
    }
    try {
      out.writeLong(unit.of(seconds, nanos));
    } catch (ArithmeticException e) {
      throw new Malformed(
          at,
          String.format(
              Locale.ROOT,
              "a Timestamp of %d seconds does not fit into timestamp-nanos; set %s=micros",
              seconds,
              ProtobufSettings.TIMESTAMPS.name()));
    }
  }

  private void writeBoolean(long value) {
    out.writeRaw(value == 0 ? FALSE : TRUE, 0, 1);
  }

  private void writeEnum(FieldShape field, int number, int at) throws Malformed {
    int place = field.symbols().place(number);
    if (place < 0) {
      throw new Malformed(
          at,
          String.format(
              Locale.ROOT, "%s = %d, which its enum does not have", field.name(), number));
    }
    out.writeLong(place);
  }

  /** Writes the shortest two's complement of an unsigned number, as Avro's decimals have it. */
  private void writeUnsigned(long value) {
    int length = 1 + (Long.SIZE - Long.numberOfLeadingZeros(value)) / Byte.SIZE;
    for (int i = 0; i < length; i++) {
      int shift = Byte.SIZE * (length - 1 - i);
      unsigned[i] = shift >= Long.SIZE ? 0 : (byte) (value >>> shift);
    }
    out.writeBytes(unsigned, 0, length);
  }

  /** The lower half of a varint. */
  private int int32(int from, int to) throws Malformed {
    return (int) in.varint(from, to);
  }

  private static int unzigzag(int value) {
    return (value >>> 1) ^ -(value & 1);
  }

  private static long unzigzag(long value) {
    return (value >>> 1) ^ -(value & 1);
  }
}
