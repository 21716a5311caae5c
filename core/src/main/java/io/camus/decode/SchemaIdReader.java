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
  private static final byte[] NOTHING = {};

  private SchemaId id;
  private byte[] rest = NOTHING;
  private String fault;

  private SchemaIdReader() {}

  /**
   * Reads the id of a record.
   *
   * @param start of the value in the array
   * @param length of the value
   * @return the number of bytes before the data; -1 if there is no id, see {@link #fault}
   */
  public abstract int read(SourceRecord record, byte[] bytes, int start, int length);

  /** The id of the record. */
  public final SchemaId id() {
    return id;
  }

  /** The bytes of a record header that follow the id, if it is in one; must not be changed. */
  public final byte[] rest() {
    return rest;
  }

  /** Why there is no id, for people. */
  public final String fault() {
    return fault;
  }

  final int found(SchemaId found, int head) {
    id = found;
    return head;
  }

  final int found(SchemaId found, byte[] restOfHeader) {
    rest = restOfHeader;
    return found(found, 0);
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
    return format == SchemaIdFormat.HEADER ? inHeader(part) : inValue(format);
  }

  /**
   * The same, if an id in a header may be followed by {@linkplain #rest more}.
   *
   * @param part {@code value} or {@code key}
   */
  public static SchemaIdReader withRest(SchemaIdFormat format, String part) {
    return format == SchemaIdFormat.HEADER
        ? new InHeader(part, Integer.MAX_VALUE)
        : inValue(format);
  }

  private static SchemaIdReader inValue(SchemaIdFormat format) {
    return switch (format) {
      case REGISTRY -> inValue(SchemaId.Kind.ID, Integer.BYTES);
      case HEADER -> throw new IllegalArgumentException("not in the value");
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
    public int read(SourceRecord record, byte[] bytes, int start, int length) {
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
    return new InHeader(part, 0);
  }

  private static final class InHeader extends SchemaIdReader {
    private static final int ID = 1 + Integer.BYTES;
    private static final int GUID = 1 + 2 * Long.BYTES;

    private final List<String> names;
    private final int mostRest;
    private int latestName;
    private byte[] latest;
    private SchemaId latestId;
    private byte[] latestRest = NOTHING;

    /**
     * @param mostRest how many bytes may follow an id
     */
    InHeader(String part, int mostRest) {
      this.mostRest = mostRest;
      names =
          List.of(
              "__" + part + "_schema_id",
              "apicurio." + part + ".globalId",
              "apicurio." + part + ".contentId");
    }

    @Override
    public int read(SourceRecord record, byte[] bytes, int start, int length) {
      for (int i = 0; i < names.size(); i++) {
        Header header = record.headers().lastHeader(names.get(i));
        if (header != null && header.value() != null) {
          return id(i, header.value());
        }
      }
      return failed("it has no header " + String.join(", ", names));
    }

    private int id(int name, byte[] value) {
      if (name != latestName || !Arrays.equals(value, latest)) {
        SchemaId found = name == 0 ? confluent(value) : apicurio(name, value);
        int idBytes = name > 0 ? Long.BYTES : value.length > 0 && value[0] == 0 ? ID : GUID;
        if (found == null || value.length - idBytes > mostRest) {
          return failed(
              String.format(
                  Locale.ROOT,
                  "the header %s has %d bytes, which are no schema id",
                  names.get(name),
                  value.length));
        }
        latestName = name;
        latest = value;
        latestId = found;
        latestRest = Arrays.copyOfRange(value, idBytes, value.length);
      }
      return found(latestId, latestRest);
    }

    /** A zero byte and an id, or a byte 1 and a UUID. */
    private static SchemaId confluent(byte[] value) {
      ByteBuffer bytes = ByteBuffer.wrap(value);
      if (value.length >= ID && value[0] == 0) {
        return SchemaId.of(bytes.getInt(1));
      } else if (value.length >= GUID && value[0] == 1) {
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
    public int read(SourceRecord record, byte[] bytes, int start, int length) {
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
