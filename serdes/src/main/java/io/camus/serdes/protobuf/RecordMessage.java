package io.camus.serdes.protobuf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.camus.config.SchemaIdFormat;
import io.camus.decode.SchemaIdReader;
import io.camus.spi.SourceRecord;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;

/**
 * Finds which message of its schema a record is. Confluent's serializer writes {@linkplain
 * MessageIndexes indexes} after the schema's id, in the value or in the header. Apicurio's writes
 * the message's name into a header, or into a message of its own, {@code Ref}, before the record's.
 * Not thread-safe.
 */
final class RecordMessage {
  private static final byte[] NOTHING = {};

  private final SchemaIdReader ids;
  private final Optional<String> nameHeader;
  private final MessageIndexes.Reader indexes = new MessageIndexes.Reader();

  /** A message, and the bytes that name it before it. */
  static final class Found {
    private final Descriptor message;
    private final byte[] ref;
    private final boolean refIsOptional;

    /**
     * @param refIsOptional whether its records may lack these bytes, since a header says the same
     */
    Found(Descriptor message, byte[] ref, boolean refIsOptional) {
      this.message = message;
      this.ref = ref;
      this.refIsOptional = refIsOptional;
    }

    Descriptor message() {
      return message;
    }

    /** Where the message begins after other bytes; -1 if they do not name it. */
    int payload(byte[] bytes, int from, int to) {
      if (to - from >= ref.length
          && Arrays.equals(ref, 0, ref.length, bytes, from, from + ref.length)) {
        return from + ref.length;
      }
      return refIsOptional ? from : -1;
    }
  }

  /** There is no such message. */
  static final class NoMessageException extends Exception {
    private static final long serialVersionUID = 1;

    NoMessageException(String message) {
      super(message);
    }
  }

  private RecordMessage(SchemaIdReader ids, Optional<String> nameHeader) {
    this.ids = requireNonNull(ids);
    this.nameHeader = requireNonNull(nameHeader);
  }

  /**
   * For records with ids in a place.
   *
   * @param part {@code value} or {@code key}
   */
  static RecordMessage of(SchemaIdFormat where, String part) {
    return new RecordMessage(
        SchemaIdReader.withRest(where, part),
        where == SchemaIdFormat.HEADER
            ? Optional.of("apicurio.protobuf.type" + (part.equals("key") ? ".key" : ""))
            : Optional.empty());
  }

  /** Finds the ids. */
  SchemaIdReader ids() {
    return ids;
  }

  /** What headers say about the message of the record whose id was read last. */
  byte[] told(SourceRecord record) {
    if (nameHeader.isEmpty()) {
      return NOTHING;
    } else if (ids.rest().length > 0) {
      return ids.rest();
    }
    Header name = record.headers().lastHeader(nameHeader.get());
    return name == null || name.value() == null ? NOTHING : name.value();
  }

  /**
   * The message of a record.
   *
   * @param told by its headers
   * @param from where the bytes after the id begin
   */
  Found find(FileDescriptor file, byte[] told, byte[] bytes, int from, int to)
      throws NoMessageException {
    if (told.length > 0 && ids.rest().length > 0) {
      return new Found(indexed(file, told, 0, told.length), NOTHING, false);
    } else if (told.length > 0) {
      String name = new String(told, UTF_8);
      Descriptor message =
          named(file, name).orElseThrow(() -> new NoMessageException(noMessage(name)));
      return new Found(message, ref(told), true);
    }
    Optional<Descriptor> named = ref(bytes, from, to).flatMap(name -> named(file, name));
    if (named.isPresent()) {
      return new Found(named.get(), Arrays.copyOfRange(bytes, from, from + 1 + bytes[from]), false);
    }
    Descriptor message = indexed(file, bytes, from, to);
    return new Found(message, Arrays.copyOfRange(bytes, from, indexes.position()), false);
  }

  private Descriptor indexed(FileDescriptor file, byte[] bytes, int from, int to)
      throws NoMessageException {
    MessageIndexes which =
        indexes
            .read(bytes, from, to)
            .orElseThrow(() -> new NoMessageException("no message indexes follow the id"));
    return which.in(file).orElseThrow(() -> new NoMessageException(noMessage(which.toString())));
  }

  private static String noMessage(String which) {
    return String.format(Locale.ROOT, "the schema has no message %s", which);
  }

  /** A {@code Ref} with a name, after its length. */
  private static byte[] ref(byte[] name) {
    byte length = (byte) name.length;
    return ByteBuffer.allocate(3 + name.length)
        .put((byte) (length + 2))
        .put((byte) (1 << 3 | Wire.LENGTH))
        .put(length)
        .put(name)
        .array();
  }

  /** The name in a {@code Ref}, which is a message of one text, after its length. */
  private static Optional<String> ref(byte[] bytes, int from, int to) {
    int length = from < to ? bytes[from] : 0;
    return length < 3
            || length > to - from - 1
            || bytes[from + 1] != (1 << 3 | Wire.LENGTH)
            || bytes[from + 2] != length - 2
        ? Optional.empty()
        : Optional.of(new String(bytes, from + 3, length - 2, UTF_8));
  }

  /** The message with a name, a full one or, if only one has it, a short one. */
  private static Optional<Descriptor> named(FileDescriptor file, String name) {
    List<Descriptor> top = file.getMessageTypes();
    Optional<Descriptor> found = top.stream().filter(it -> isNamed(it, name)).findFirst();
    if (found.isPresent()) {
      return found;
    }
    List<Descriptor> nested =
        top.stream().flatMap(RecordMessage::inside).filter(it -> isNamed(it, name)).toList();
    return nested.size() == 1 ? Optional.of(nested.get(0)) : Optional.empty();
  }

  private static Stream<Descriptor> inside(Descriptor message) {
    return message.getNestedTypes().stream()
        .flatMap(nested -> Stream.concat(Stream.of(nested), inside(nested)));
  }

  private static boolean isNamed(Descriptor message, String name) {
    return message.getName().equals(name) || message.getFullName().equals(name);
  }
}
