package io.camus.it.demo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing buffer that writes Avro's binary encoding by hand, since the demo's producers make a
 * million messages in a few seconds. Source: the Avro specification, "Binary encoding".
 */
final class Bytes {
  private static final int INITIAL = 256;

  private byte[] bytes = new byte[INITIAL];
  private int size;

  /** Starts a message in the registry's wire format: a zero, then the schema's id. */
  Bytes wire(int schemaId) {
    size = 0;
    put(0);
    put(schemaId >>> 24);
    put(schemaId >>> 16);
    put(schemaId >>> 8);
    return put(schemaId);
  }

  /** An Avro int or long, also the index of a union's branch or of an enum's symbol. */
  Bytes number(long value) {
    long left = (value << 1) ^ (value >> 63);
    while ((left & ~0x7FL) != 0) {
      put((int) ((left & 0x7F) | 0x80));
      left >>>= 7;
    }
    return put((int) left);
  }

  Bytes text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    number(utf8.length);
    room(utf8.length);
    System.arraycopy(utf8, 0, bytes, size, utf8.length);
    size += utf8.length;
    return this;
  }

  Bytes real(double value) {
    return littleEndian(Double.doubleToRawLongBits(value), Double.BYTES);
  }

  Bytes real(float value) {
    return littleEndian(Float.floatToRawIntBits(value), Float.BYTES);
  }

  Bytes truth(boolean value) {
    return put(value ? 1 : 0);
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  private Bytes littleEndian(long bits, int count) {
    for (int i = 0; i < count; i++) {
      put((int) (bits >>> (i * Byte.SIZE)));
    }
    return this;
  }

  private Bytes put(int value) {
    room(1);
    bytes[size++] = (byte) value;
    return this;
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }
}
