package io.camus.decode;

import io.camus.config.SchemaIdFormat;
import io.camus.spi.SchemaId;
import io.camus.spi.SourceRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.header.Header;

/**
 * Finds the id of a record's schema, and where the data begins. Equal ids of consecutive records
 * are the same object. Not thread-safe.
 */
public abstract class SchemaIdReader {
  private SchemaId id;
  private String fault;

  private SchemaIdReader() {}

  /**
   * Reads the id of a record.
   *
   * @param start of the value in the array
   * @param length of the value
   * @return the number of bytes before the data; -1 if there is no id, see {@link #fault}
   */
  abstract int read(SourceRecord record, byte[] bytes, int start, int length);

  /** The id of the record. */
  final SchemaId id() {
    return id;
  }

  /** Why there is no id, for people. */
  final String fault() {
    return fault;
  }

  final int found(SchemaId found, int head) {
    id = found;
    return head;
  }

  final int failed(String why) {
    fault = why;
    return -1;
  }

  static String hex(byte found) {
    return String.format(Locale.ROOT, "0x%02x", found & 0xFF);
  }

  /**
   * The ids of a format.
   *
   * @param part {@code value} or {@code key}
   */
  public static SchemaIdReader of(SchemaIdFormat format, String part) {
    return switch (format) {
      case REGISTRY -> inValue(SchemaId.Kind.ID, Integer.BYTES);
      case HEADER -> inHeader(part);
      case APICURIO_GLOBAL_ID -> inValue(SchemaId.Kind.GLOBAL_ID, Long.BYTES);
      case APICURIO_CONTENT_ID -> inValue(SchemaId.Kind.CONTENT_ID, Long.BYTES);
      case SINGLE_OBJECT -> singleObject();
    };
  }

  /**
   * A zero byte, then the id, big-endian.
   *
   * @param kind of the id
   * @param idBytes four or eight
   */
  public static SchemaIdReader inValue(SchemaId.Kind kind, int idBytes) {
    return new InValue(kind, idBytes);
  }

  private static final class InValue extends SchemaIdReader {
    private final SchemaId.Kind kind;
    private final int head;
    private final Map<Long, SchemaId> known = new HashMap<>();
    private long latest;
    private SchemaId latestId;

    InValue(SchemaId.Kind kind, int idBytes) {
      this.kind = kind;
      this.head = 1 + idBytes;
    }

    @Override
    int read(SourceRecord record, byte[] bytes, int start, int length) {
      if (length < head) {
        return failed(
            String.format(
                Locale.ROOT,
                "%d bytes: too short for the registry's wire format (a zero byte and a %d-byte"
                    + " schema id)",
                length,
                head - 1));
      }
      if (bytes[start] != 0) {
        return failed(
            "byte 0 is " + hex(bytes[start]) + ": the registry's wire format starts with 0x00");
      }
      long number = bigEndian(bytes, start + 1);
      if (head == 1 + Long.BYTES) {
        number = number << Integer.SIZE | (bigEndian(bytes, start + 5) & 0xFFFFFFFFL);
      }
      if (number != latest || latestId == null) {
        latest = number;
        latestId = known.computeIfAbsent(number, it -> new SchemaId(kind, Long.toString(it)));
      }
      return found(latestId, head);
    }
  }

  private static int bigEndian(byte[] bytes, int at) {
    return bytes[at] << 24
        | (bytes[at + 1] & 0xFF) << 16
        | (bytes[at + 2] & 0xFF) << 8
        | (bytes[at + 3] & 0xFF);
  }

  /**
   * A record header, as written by the serializers of Confluent and Apicurio; the value is only the
   * data.
   *
   * @param part {@code value} or {@code key}
   */
  public static SchemaIdReader inHeader(String part) {
    return new InHeader(part);
  }

  private static final class InHeader extends SchemaIdReader {
    private final List<String> names;
    private byte[] latest;
    private SchemaId latestId;

    InHeader(String part) {
      names =
          List.of(
              "__" + part + "_schema_id",
              "apicurio." + part + ".globalId",
              "apicurio." + part + ".contentId");
    }

    @Override
    int read(SourceRecord record, byte[] bytes, int start, int length) {
      for (int i = 0; i < names.size(); i++) {
        Header header = record.headers().lastHeader(names.get(i));
        if (header != null && header.value() != null) {
          return id(i, header.value());
        }
      }
      return failed("it has no header " + String.join(", ", names));
    }

    private int id(int name, byte[] value) {
      if (!Arrays.equals(value, latest)) {
        SchemaId found = name == 0 ? confluent(value) : apicurio(name, value);
        if (found == null) {
          return failed(
              String.format(
                  Locale.ROOT,
                  "the header %s has %d bytes, which are no schema id",
                  names.get(name),
                  value.length));
        }
        latest = value;
        latestId = found;
      }
      return found(latestId, 0);
    }

    /** A zero byte and an id, or a byte 1 and a UUID. */
    private static SchemaId confluent(byte[] value) {
      ByteBuffer bytes = ByteBuffer.wrap(value);
      if (value.length == 1 + Integer.BYTES && value[0] == 0) {
        return SchemaId.of(bytes.getInt(1));
      } else if (value.length == 1 + 2 * Long.BYTES && value[0] == 1) {
        UUID guid = new UUID(bytes.getLong(1), bytes.getLong(1 + Long.BYTES));
        return new SchemaId(SchemaId.Kind.GUID, guid.toString());
      }
      return null;
    }

    private static SchemaId apicurio(int name, byte[] value) {
      return value.length == Long.BYTES
          ? new SchemaId(
              name == 1 ? SchemaId.Kind.GLOBAL_ID : SchemaId.Kind.CONTENT_ID,
              Long.toString(ByteBuffer.wrap(value).getLong()))
          : null;
    }
  }

  /** Avro's single-object encoding: {@code C3 01} and the schema's fingerprint, little-endian. */
  public static SchemaIdReader singleObject() {
    return new SingleObject();
  }

  private static final class SingleObject extends SchemaIdReader {
    private static final int HEAD = 2 + Long.BYTES;

    private final Map<Long, SchemaId> known = new HashMap<>();
    private long latest;
    private SchemaId latestId;

    @Override
    int read(SourceRecord record, byte[] bytes, int start, int length) {
      if (length < HEAD || bytes[start] != (byte) 0xC3 || bytes[start + 1] != 1) {
        return failed(
            String.format(
                Locale.ROOT,
                "%d bytes: not Avro's single-object encoding, which starts with 0xc3 0x01 and 8"
                    + " bytes of the schema's fingerprint",
                length));
      }
      long number =
          ByteBuffer.wrap(bytes, start + 2, Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong();
      if (number != latest || latestId == null) {
        latest = number;
        latestId =
            known.computeIfAbsent(
                number,
                it ->
                    new SchemaId(
                        SchemaId.Kind.FINGERPRINT, String.format(Locale.ROOT, "%016x", it)));
      }
      return found(latestId, HEAD);
    }
  }
}
