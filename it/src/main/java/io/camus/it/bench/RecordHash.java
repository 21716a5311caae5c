package io.camus.it.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.util.Utf8;

/**
 * The hash of a record's content, 64 bits. Of an Avro record it is that of its values, whatever
 * types a writer chose for them: fixed and bytes are the same, int and long, a value and an
 * optional value, and a time in milliseconds or in microseconds.
 */
final class RecordHash {
  private static final long NULL = 0x2545F4914F6CDD1DL;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final long MICROS_PER_MILLI = 1_000;

  private RecordHash() {}

  /** The values of a record that is not Avro's, in the order of its fields. */
  record Fields(List<Object> values) {}

  /** Of bytes: a line, or a whole message. */
  static long of(byte[] bytes) {
    return of(bytes, bytes.length);
  }

  private static long of(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return mixed(crc.getValue() << 32 | length);
  }

  /** Of what Avro's generic reader gives, or {@link Fields} in the place of its records. */
  static long of(Object value) {
    if (value == null) {
      return NULL;
    }
    if (value instanceof IndexedRecord inner) {
      return ofFields(inner);
    }
    if (value instanceof Utf8 text) {
      return of(text.getBytes(), text.getByteLength());
    }
    if (value instanceof Integer || value instanceof Long) {
      return mixed(((Number) value).longValue());
    }
    if (value instanceof Number number) {
      return mixed(Double.doubleToLongBits(number.doubleValue()));
    }
    if (value instanceof Boolean bit) {
      return mixed(bit ? 1 : 2);
    }
    return ofContainer(value);
  }

  private static long ofRow(Fields row) {
    long hash = 0;
    for (Object value : row.values()) {
      hash = mixed(hash + of(value));
    }
    return hash;
  }

  private static long ofContainer(Object value) {
    if (value instanceof Fields row) {
      return ofRow(row);
    }
    if (value instanceof GenericFixed fixed) {
      return of(fixed.bytes());
    }
    if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return of(bytes);
    }
    if (value instanceof Collection<?> items) {
      long hash = items.size();
      for (Object item : items) {
        hash = mixed(hash + of(item));
      }
      return hash;
    }
    if (value instanceof Map<?, ?> entries) {
      long hash = 0;
      for (Map.Entry<?, ?> entry : entries.entrySet()) {
        hash += mixed(of(entry.getKey()) * 3 + of(entry.getValue()));
      }
      return mixed(hash);
    }
    return of(value.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static long ofFields(IndexedRecord value) {
    long hash = 0;
    for (Schema.Field field : value.getSchema().getFields()) {
      Object content = value.get(field.pos());
      if (content instanceof Long micros
          && field.schema().getLogicalType() instanceof LogicalTypes.TimestampMicros) {
        content = micros / MICROS_PER_MILLI;
      }
      hash = mixed(hash + of(content));
    }
    return hash;
  }

  /** The finaliser of SplitMix64. */
  private static long mixed(long value) {
    long bits = value + GOLDEN;
    bits = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
    bits = (bits ^ bits >>> 27) * 0x94D049BB133111EBL;
    return bits ^ bits >>> 31;
  }
}
