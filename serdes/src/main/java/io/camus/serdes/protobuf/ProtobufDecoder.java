package io.camus.serdes.protobuf;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.camus.decode.AvroDecoder;
import io.camus.decode.AvroFacts;
import io.camus.decode.DecoderHint;
import io.camus.model.RejectionCause;
import io.camus.serdes.protobuf.RecordMessage.NoMessageException;
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
 * Records of a Protobuf message, with the id of its schema before it or in a record header. {@link
 * RecordMessage} says which message of the schema it is. It becomes Avro binary.
 */
final class ProtobufDecoder implements Decoder {
  /** Key of a file's metadata: the full name of its records' message. */
  static final String MESSAGE = "camus.protobuf.message";

  private final SchemaRegistry registry;
  private final RecordMessage messages;
  private final ShapeCompiler compiler;
  private final AvroFacts facts;
  private final Translator translator = new Translator();
  private final Map<SchemaId, FileDescriptor> files = new HashMap<>();
  private final Map<Place, Rejected> unusable = new HashMap<>();
  private final Map<Place, Conversion> conversions = new HashMap<>();
  private final Datum datum = new Datum();
  private Target latest;

  /**
   * A message in the registry.
   *
   * @param message its full name; empty for all of the schema
   */
  private record Place(SchemaId id, String message) {}

  /** What the records of a message become. */
  private record Conversion(MessageShape shape, DatumType type, AvroFacts.OfSchema facts) {}

  /** Records of one message. */
  private static final class Target {
    private final SchemaId id;
    private final byte[] told;
    private final RecordMessage.Found found;
    private final Conversion conversion;

    /**
     * @param told by their headers about the message
     */
    Target(SchemaId id, byte[] told, RecordMessage.Found found, Conversion conversion) {
      this.id = id;
      this.told = told;
      this.found = found;
      this.conversion = conversion;
    }

    /** Where a record's message begins; -1 if it is not one of these. */
    int payload(SchemaId otherId, byte[] otherTold, byte[] bytes, int from, int to) {
      return id.equals(otherId) && Arrays.equals(told, otherTold)
          ? found.payload(bytes, from, to)
          : -1;
    }
  }

  ProtobufDecoder(
      SchemaRegistry registry, RecordMessage messages, ShapeCompiler compiler, AvroFacts facts) {
    this.registry = requireNonNull(registry);
    this.messages = requireNonNull(messages);
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
    int head = messages.ids().read(record, bytes, start, end - start);
    if (head < 0) {
      return Rejected.malformed(messages.ids().fault());
    }
    SchemaId id = messages.ids().id();
    byte[] told = messages.told(record);
    int payload = latest == null ? -1 : latest.payload(id, told, bytes, start + head, end);
    if (payload < 0) {
      Optional<Rejected> fault = find(record.topic(), id, told, bytes, start + head, end, head);
      if (fault.isPresent()) {
        return fault.get();
      }
      payload = latest.payload(id, told, bytes, start + head, end);
    }
    return translated(latest, record, payload, start, end);
  }

  private Decoded translated(Target target, SourceRecord record, int payload, int start, int end) {
    try {
      translator.translate(target.conversion.shape(), record.value().array(), payload, end);
    } catch (Malformed e) {
      return Rejected.malformed(
          String.format(
              Locale.ROOT,
              "byte %d of %d, %s, message %s: %s",
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
    datum.reduced = translator.isReduced();
    return target.conversion.facts().complete(datum, record);
  }

  @Override
  public Optional<String> hint(SourceRecord record, Rejected rejected) {
    // Avro's records begin in the same way.
    return DecoderHint.of("avro", record, rejected);
  }

  /** Makes the message of a record the latest; returns why there is none. */
  private Optional<Rejected> find(
      String topic, SchemaId id, byte[] told, byte[] bytes, int from, int to, int head) {
    Optional<Rejected> fault = load(topic, id);
    if (fault.isPresent()) {
      return fault;
    }
    try {
      return select(id, told, messages.find(files.get(id), told, bytes, from, to));
    } catch (NoMessageException e) {
      return Optional.of(
          Rejected.malformed(
              String.format(Locale.ROOT, "byte %d, %s: %s", head, id, e.getMessage())));
    }
  }

  /** Loads the file of a schema id, once. */
  private Optional<Rejected> load(String topic, SchemaId id) {
    if (files.containsKey(id)) {
      return Optional.empty();
    }
    Place place = new Place(id, "");
    if (unusable.containsKey(place)) {
      return Optional.of(unusable.get(place));
    }
    Optional<RegisteredText> text = registry.text(topic, id);
    if (text.isEmpty()) {
      return Optional.of(
          new Rejected(RejectionCause.SCHEMA_NOT_FOUND, registry.whyMissing(topic, id)));
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
            String.format(Locale.ROOT, "%s cannot be used: %s", place.id(), why));
    unusable.put(place, rejected);
    return rejected;
  }

  private Optional<Rejected> select(SchemaId id, byte[] told, RecordMessage.Found found) {
    Descriptor message = found.message();
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
      latest = new Target(id, told, found, conversion);
      return Optional.empty();
    } catch (UnusableSchemaException e) {
      return Optional.of(refuse(place, e.getMessage()));
    } catch (StackOverflowError e) {
      return Optional.of(refuse(place, "it is nested too deeply"));
    }
  }

  private Conversion conversion(SchemaId id, Descriptor message) throws UnusableSchemaException {
    ShapeCompiler.Compiled compiled = compiler.compile(message);
    DatumType type =
        new DatumType(
            Optional.of(compiled.schema()),
            Map.of(AvroDecoder.SCHEMA_ID, id.label(), MESSAGE, message.getFullName()));
    return new Conversion(compiled.shape(), type, facts.of(compiled.schema()));
  }
}
