package io.camus.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.camus.spi.Decoded.Datum;
import io.camus.spi.SourceRecord;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Kafka records whose bytes lie in the middle of a larger array, as Kafka hands them out. */
public final class Records {
  private Records() {}

  public static SourceRecord of(byte[] value, long timestampMillis) {
    return of(value, timestampMillis, new RecordHeaders());
  }

  public static SourceRecord of(byte[] value, long timestampMillis, Headers headers) {
    return new SourceRecord()
        .set(
            "clicks",
            3,
            100,
            timestampMillis,
            slice("key".getBytes(UTF_8)),
            value == null ? null : slice(value),
            headers);
  }

  public static SourceRecord of(String value, long timestampMillis) {
    return of(value.getBytes(UTF_8), timestampMillis);
  }

  public static ByteBuffer slice(byte[] bytes) {
    byte[] larger = new byte[bytes.length + 30];
    Arrays.fill(larger, (byte) 0x01);
    System.arraycopy(bytes, 0, larger, 10, bytes.length);
    return ByteBuffer.wrap(larger, 5, bytes.length + 20)
        .slice()
        .position(5)
        .limit(5 + bytes.length);
  }

  /** A value in the registry's wire format. */
  public static byte[] wire(int id, byte[] avro) {
    return ByteBuffer.allocate(5 + avro.length).put((byte) 0).putInt(id).put(avro).array();
  }

  /** The bytes that a datum would append. */
  public static byte[] bytes(Datum datum) {
    return Arrays.copyOfRange(datum.bytes, datum.offset, datum.offset + datum.length);
  }
}
