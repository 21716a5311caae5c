package io.camus.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * A growing buffer for encoding one record at a time as Avro binary. Unions have null first: {@code
 * ["null", T]}.
 */
public final class RecordBuffer {
  /** An Avro schema's text: the array of a record's headers, in their order. */
  public static final String HEADERS_SCHEMA =
      """
      {"type": "array", "items": {"type": "record", "name": "Header", "fields": [
        {"name": "key", "type": "string"},
        {"name": "value", "type": ["null", "bytes"]}]}}\
      """;

  private byte[] bytes = new byte[1024];
  private int length;

  /** Forgets what was written. */
  public void clear() {
    length = 0;
  }

  /** The encoded bytes, from 0 to {@link #length}; the array changes when it grows. */
  public byte[] array() {
    return bytes;
  }

  public int length() {
    return length;
  }

  /** Writes an int or a long. */
  public void writeLong(long value) {
    reserve(10);
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  public void writeString(String text) {
    byte[] encoded = text.getBytes(UTF_8);
    writeBytes(encoded, 0, encoded.length);
  }

  /** Writes raw bytes, without a length. */
  void writeRaw(byte[] source) {
    writeRaw(source, 0, source.length);
  }

  /** Writes bytes that are encoded already. */
  public void writeRaw(byte[] source, int offset, int count) {
    reserve(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  /** Writes Kafka's own time of a record as {@code ["null", "long"]}; -1 is null. */
  public void writeKafkaTime(long millis) {
    if (millis == -1) {
      writeNull();
    } else {
      writeLong(1);
      writeLong(millis);
    }
  }

  private void writeNull() {
    writeLong(0);
  }

  /** Writes {@code ["null", "bytes"]}; the buffer keeps its position. */
  public void writeNullableBytes(ByteBuffer value) {
    if (value == null) {
      writeNull();
    } else {
      writeLong(1);
      writeBytes(value.array(), value.arrayOffset() + value.position(), value.remaining());
    }
  }

  /** Writes the headers as {@link #HEADERS_SCHEMA} has them. */
  public void writeHeaders(Headers headers) {
    Header[] all = headers.toArray();
    if (all.length > 0) {
      writeLong(all.length);
    }
    for (Header header : all) {
      writeString(header.key());
      byte[] value = header.value();
      if (value == null) {
        writeNull();
      } else {
        writeLong(1);
        writeBytes(value, 0, value.length);
      }
    }
    writeLong(0);
  }

  /** Writes bytes, or a string in UTF-8, with their length. */
  public void writeBytes(byte[] source, int offset, int count) {
    writeLong(count);
    writeRaw(source, offset, count);
  }

  private void reserve(int count) {
    int needed = Math.addExact(length, count);
    if (needed > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(2L * bytes.length, needed)));
    }
  }
}
