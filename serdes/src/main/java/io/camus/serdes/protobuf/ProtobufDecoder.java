package io.camus.serdes.protobuf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.camus.decode.AvroDecoder;
import io.camus.decode.AvroFacts;
import io.camus.decode.DecoderHint;
import io.camus.model.RejectionCause;
import io.camus.spi.DatumType;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoded.Rejected;
import io.camus.spi.Decoder;
import io.camus.spi.RegisteredText;
import io.camus.spi.SchemaId;
import io.camus.spi.SchemaRegistry;
import io.camus.spi.SourceRecord;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Records in the registry's wire format: a zero byte, the schema's id in four bytes big-endian,
 * {@linkplain MessageIndexes which message} of the schema it is, the message. Instead of the
 * indexes, Apicurio's serializer may name the message. The message becomes Avro binary.
 */
final class ProtobufDecoder implements Decoder {
  /** Key of a file's metadata: the full name of its records' message. */
  static final String MESSAGE = "camus.protobuf.message";

  private static final int ID_END = 5;

  private final SchemaRegistry registry;
  private final ShapeCompiler compiler;
  private final AvroFacts facts;
  private final Translator translator = new Translator();
  private final MessageIndexes.Reader indexes = new MessageIndexes.Reader();
  private final Map<Integer, FileDescriptor> files = new HashMap<>();
  private final Map<Place, Rejected> unusable = new HashMap<>();
  private final Map<Place, Conversion> conversions = new HashMap<>();
  private final Datum datum = new Datum();
  private Target latest;

  /**
   * A message in the registry.
   *
   * @param message its full name; empty for all of the schema
   */
  private record Place(int id, String message) {}

  /** What the records of a message become. */
  private record Conversion(MessageShape shape, DatumType type, AvroFacts.OfSchema facts) {}

  /** Records with equal bytes before the message. */
  private static final class Target {
    private final int id;
    private final byte[] head;
    private final Conversion conversion;

    /**
     * @param head the bytes between id and message
     */
    Target(int id, byte[] head, Conversion conversion) {
      this.id = id;
      this.head = head;
      this.conversion = conversion;
    }

    boolean matches(int otherId, byte[] bytes, int from, int to) {
      return id == otherId
          && to - from >= head.length
          && Arrays.equals(head, 0, head.length, bytes, from, from + head.length);
    }
  }

  ProtobufDecoder(SchemaRegistry registry, ShapeCompiler compiler, AvroFacts facts) {
    this.registry = requireNonNull(registry);
    this.compiler = requireNonNull(compiler);
    this.facts = requireNonNull(facts);
  }

  @Override
  public List<String> eventTimeFields() {
    return facts.eventTimeFields();
  }

  @Override
  public Decoded decode(SourceRecord record) {
    ByteBuffer value = record.value();
    if (value == null) {
      return new Rejected(RejectionCause.NULL_VALUE, "null value (tombstone)");
    }
    byte[] bytes = value.array();
    int start = value.arrayOffset() + value.position();
    int end = start + value.remaining();
    if (end - start <= ID_END) {
      return Rejected.malformed(
          String.format(
              Locale.ROOT,
              "%d bytes: too short for the registry's wire format (a zero byte, a 4-byte schema id"
                  + " and message indexes)",
              end - start));
    }
    if (bytes[start] != 0) {
      return Rejected.malformed(
          String.format(
              Locale.ROOT,
              "byte 0 is 0x%02x: the registry's wire format starts with 0x00",
              bytes[start] & 0xFF));
    }
    int id = value.getInt(value.position() + 1);
    int head = start + ID_END;
    if (latest == null || !latest.matches(id, bytes, head, end)) {
      Optional<Rejected> fault = find(record.topic(), id, bytes, head, end);
      if (fault.isPresent()) {
        return fault.get();
      }
    }
    return translated(latest, record, start, end);
  }

  private Decoded translated(Target target, SourceRecord record, int start, int end) {
    int payload = start + ID_END + target.head.length;
    try {
      translator.translate(target.conversion.shape(), record.value().array(), payload, end);
    } catch (Malformed e) {
      return Rejected.malformed(
          String.format(
              Locale.ROOT,
              "byte %d of %d, schema id %d, message %s: %s",
              e.position() - start,
              end - start,
              target.id,
              target.conversion.shape().name(),
              e.getMessage()));
    }
    datum.type = target.conversion.type();
    datum.bytes = translator.output().array();
    datum.offset = 0;
    datum.length = translator.output().length();
    return target.conversion.facts().complete(datum, record);
  }

  @Override
  public Optional<String> hint(SourceRecord record, Rejected rejected) {
    // Avro's records begin in the same way.
    return DecoderHint.of("avro", record, rejected);
  }

  /** Makes the message of a record the latest; returns why there is none. */
  private Optional<Rejected> find(String topic, int id, byte[] bytes, int head, int end) {
    Optional<Rejected> fault = load(topic, id);
    if (fault.isPresent()) {
      return fault;
    }
    FileDescriptor file = files.get(id);
    Optional<Descriptor> message = named(file, bytes, head, end);
    int payload = message.isPresent() ? head + 1 + bytes[head] : 0;
    if (message.isEmpty()) {
      Optional<MessageIndexes> which = indexes.read(bytes, head, end);
      if (which.isEmpty()) {
        return Optional.of(
            Rejected.malformed(
                String.format(
                    Locale.ROOT,
                    "byte %d, schema id %d: no message indexes follow the id",
                    ID_END,
                    id)));
      }
      message = which.get().in(file);
      payload = indexes.position();
      if (message.isEmpty()) {
        return Optional.of(
            Rejected.malformed(
                String.format(
                    Locale.ROOT,
                    "byte %d, schema id %d: the schema has no message %s",
                    ID_END,
                    id,
                    which.get())));
      }
    }
    byte[] headBytes = Arrays.copyOfRange(bytes, head, payload);
    return select(id, message.get(), headBytes);
  }

  /** Loads the file of a schema id, once. */
  private Optional<Rejected> load(String topic, int id) {
    if (files.containsKey(id)) {
      return Optional.empty();
    }
    Place place = new Place(id, "");
    if (unusable.containsKey(place)) {
      return Optional.of(unusable.get(place));
    }
    Optional<RegisteredText> text = registry.text(topic, SchemaId.of(id));
    if (text.isEmpty()) {
      return Optional.of(
          new Rejected(
              RejectionCause.SCHEMA_NOT_FOUND, registry.whyMissing(topic, SchemaId.of(id))));
    }
    try {
      files.put(id, ProtoFiles.descriptor(text.get()));
      return Optional.empty();
    } catch (UnusableSchemaException e) {
      return Optional.of(refuse(place, e.getMessage()));
    }
  }

  private Rejected refuse(Place place, String why) {
    Rejected rejected =
        new Rejected(
            RejectionCause.SCHEMA_NOT_FOUND,
            String.format(Locale.ROOT, "schema id %d cannot be used: %s", place.id(), why));
    unusable.put(place, rejected);
    return rejected;
  }

  private Optional<Rejected> select(int id, Descriptor message, byte[] head) {
    Place place = new Place(id, message.getFullName());
    if (unusable.containsKey(place)) {
      return Optional.of(unusable.get(place));
    }
    try {
      Conversion conversion = conversions.get(place);
      if (conversion == null) {
        conversion = conversion(id, message);
        conversions.put(place, conversion);
      }
      latest = new Target(id, head, conversion);
      return Optional.empty();
    } catch (UnusableSchemaException e) {
      return Optional.of(refuse(place, e.getMessage()));
    } catch (StackOverflowError e) {
      return Optional.of(refuse(place, "it is nested too deeply"));
    }
  }

  private Conversion conversion(int id, Descriptor message) throws UnusableSchemaException {
    ShapeCompiler.Compiled compiled = compiler.compile(message);
    DatumType type =
        new DatumType(
            Optional.of(compiled.schema()),
            Map.of(AvroDecoder.SCHEMA_ID, Integer.toString(id), MESSAGE, message.getFullName()));
    return new Conversion(compiled.shape(), type, facts.of(compiled.schema()));
  }

  /** The message that Apicurio's serializer names before it, as a message of one text. */
  private static Optional<Descriptor> named(FileDescriptor file, byte[] bytes, int head, int end) {
    int length = bytes[head];
    if (length < 3
        || length > end - head - 1
        || bytes[head + 1] != (1 << 3 | Wire.LENGTH)
        || bytes[head + 2] != length - 2) {
      return Optional.empty();
    }
    String name = new String(bytes, head + 3, length - 2, UTF_8);
    return file.getMessageTypes().stream()
        .filter(it -> it.getName().equals(name) || it.getFullName().equals(name))
        .findFirst();
  }
}
