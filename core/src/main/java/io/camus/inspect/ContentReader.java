package io.camus.inspect;

import io.camus.config.SchemaIdFormat;
import io.camus.decode.DecoderHint;
import io.camus.decode.DecoderHint.Likeness;
import io.camus.model.RejectionCause;
import io.camus.model.SchemaUnavailableException;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoded.Rejected;
import io.camus.spi.Decoder;
import io.camus.spi.SourceRecord;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.Schema;

/** Classifies values and keys by trying the decoders of a run. For one thread. */
final class ContentReader {
  private static final int WIRE_HEAD = 1 + Integer.BYTES;
  private static final int LONG_HEAD = 1 + Long.BYTES;

  /** No registry has assigned larger ids; a larger number is a coincidence. */
  private static final int LARGEST_ID = 100_000_000;

  private final SampleDecoders decoders;
  private final Decoder json;
  private final Decoder text;
  private final Optional<Decoder> avro;
  private final Map<String, Decoder> elsewhere = new HashMap<>();
  private final SourceRecord view = new SourceRecord();

  ContentReader(SampleDecoders decoders) {
    this.decoders = decoders;
    this.json = decoders.json();
    this.text = decoders.text();
    this.avro = decoders.avro();
  }

  /** Classifies the value of a record. */
  Content value(SampledRecord record) {
    return read(record, "value");
  }

  /** Classifies the key of a record. */
  Content key(SampledRecord record) {
    return read(record.withValue(record.key()), "key");
  }

  private Content read(SampledRecord record, String part) {
    if (record.value().isEmpty()) {
      return Content.of(ContentKind.NONE);
    }
    ByteBuffer bytes = record.value().get();
    if (!bytes.hasRemaining()) {
      return Content.of(ContentKind.EMPTY);
    }
    if (takes(json, record)) {
      return Content.of(ContentKind.JSON);
    }
    Optional<SchemaMark> header = headerId(record, part);
    Optional<Content> marked =
        header.flatMap(mark -> elsewhere(record, part, SchemaIdFormat.HEADER, mark));
    if (marked.isPresent()) {
      return marked.get();
    }
    Optional<Content> wire = wireFormat(record, part, header.isPresent());
    if (wire.isPresent()) {
      return wire.get();
    }
    return header
        .map(mark -> Content.of(ContentKind.AVRO_HEADER_ID, mark))
        .or(() -> longId(record, part))
        .orElseGet(() -> plain(record));
  }

  private boolean takes(Decoder decoder, SampledRecord record) {
    return decoder.decode(record.into(view)) instanceof Datum;
  }

  /** A zero byte, and an id in four bytes. */
  private Optional<Content> wireFormat(SampledRecord record, String part, boolean otherwiseMarked) {
    ByteBuffer bytes = record.value().orElseThrow();
    if (bytes.remaining() < WIRE_HEAD || bytes.get(0) != 0) {
      return Optional.empty();
    }
    int id = bytes.getInt(1);
    boolean likely =
        id > 0 && id <= LARGEST_ID && bytes.remaining() > WIRE_HEAD && !otherwiseMarked;
    if (avro.isEmpty()) {
      return likely ? Optional.of(notAsked(id, part, "no registry is set")) : Optional.empty();
    }
    Decoded decoded;
    try {
      decoded = avro.get().decode(record.into(view));
    } catch (SchemaUnavailableException e) {
      return likely
          ? Optional.of(notAsked(id, part, "the registry does not answer"))
          : Optional.empty();
    }
    if (!(decoded instanceof Rejected rejected)) {
      return Optional.of(
          Content.avro(known(record.topic(), id, part), schema(decoded), SchemaIdFormat.REGISTRY));
    }
    if (otherwiseMarked) {
      return Optional.empty();
    }
    if (rejected.cause() != RejectionCause.SCHEMA_NOT_FOUND) {
      SchemaMark mark = known(record.topic(), id, part);
      return Optional.of(Content.of(ContentKind.AVRO_DAMAGED, mark, rejected.message()));
    }
    Optional<String> foreign = decoders.registry().orElseThrow().foreignType(record.topic(), id);
    if (foreign.isPresent()) {
      ContentKind kind =
          foreign.get().equals("PROTOBUF") ? ContentKind.PROTOBUF : ContentKind.JSON_SCHEMA;
      String remark = "a schema of " + foreign.get();
      return Optional.of(Content.of(kind, new SchemaMark("" + id, part, true, remark)));
    }
    return likely
        ? Optional.of(
            Content.of(
                ContentKind.AVRO_WITHOUT_SCHEMA,
                new SchemaMark("" + id, part, false, rejected.message())))
        : Optional.empty();
  }

  private static Content notAsked(int id, String part, String why) {
    return Content.of(ContentKind.REGISTRY_NOT_ASKED, new SchemaMark("" + id, part, false, why));
  }

  private SchemaMark known(String topic, int id, String part) {
    Optional<Schema> schema = decoders.registry().orElseThrow().schema(topic, id);
    return new SchemaMark("" + id, part, true, schema.map(Schema::getFullName).orElse(""));
  }

  /** A schema id in a header, as written by Confluent's and Apicurio's serializers. */
  private static Optional<SchemaMark> headerId(SampledRecord record, String part) {
    List<String> names =
        List.of(
            "__" + part + "_schema_id",
            "apicurio." + part + ".globalId",
            "apicurio." + part + ".contentId");
    for (String name : names) {
      ByteBuffer bytes = record.headers().get(name);
      if (bytes != null) {
        return Optional.of(
            new SchemaMark(id(bytes.duplicate()), "header " + name, false, "not looked up"));
      }
    }
    return Optional.empty();
  }

  /** An id of 8 bytes; or a byte for the kind, then 4 bytes or a UUID. */
  private static String id(ByteBuffer bytes) {
    return switch (bytes.remaining()) {
      case Long.BYTES -> Long.toString(bytes.getLong());
      case Integer.BYTES -> Integer.toString(bytes.getInt());
      case 1 + Integer.BYTES -> Integer.toString(bytes.position(1).getInt());
      case 1 + 2 * Long.BYTES -> new UUID(bytes.position(1).getLong(), bytes.getLong()).toString();
      default -> "of " + bytes.remaining() + " bytes";
    };
  }

  /**
   * A zero byte, an id in eight bytes, and Avro. If the registry has no schema that fits, the first
   * bytes alone say so, which the mark tells.
   */
  private Optional<Content> longId(SampledRecord record, String part) {
    ByteBuffer bytes = record.value().orElseThrow();
    if (bytes.remaining() <= LONG_HEAD || bytes.get(0) != 0) {
      return Optional.empty();
    }
    long id = bytes.getLong(1);
    if (id <= 0 || id > LARGEST_ID) {
      return Optional.empty();
    }
    SchemaMark mark =
        new SchemaMark("" + id, part, false, "by the first bytes; no schema confirms it");
    return elsewhere(record, part, SchemaIdFormat.APICURIO_GLOBAL_ID, mark)
        .or(() -> elsewhere(record, part, SchemaIdFormat.APICURIO_CONTENT_ID, mark))
        .or(() -> Optional.of(Content.of(ContentKind.AVRO_LONG_ID, mark)));
  }

  /**
   * Avro with its id elsewhere, if the registry has a schema that fits.
   *
   * @param mark the id, not looked up
   */
  private Optional<Content> elsewhere(
      SampledRecord record, String part, SchemaIdFormat ids, SchemaMark mark) {
    if (avro.isEmpty()) {
      return Optional.empty();
    }
    Decoder decoder =
        elsewhere.computeIfAbsent(part + ids, it -> decoders.with(ids).avro(part).orElseThrow());
    try {
      Decoded decoded = decoder.decode(record.into(view));
      if (decoded instanceof Datum) {
        Schema schema = schema(decoded);
        return Optional.of(
            Content.avro(
                new SchemaMark(mark.id(), mark.place(), true, schema.getFullName()), schema, ids));
      }
    } catch (SchemaUnavailableException e) {
      // What is in the record is reported without it.
    }
    return Optional.empty();
  }

  private static Schema schema(Decoded decoded) {
    return ((Datum) decoded).type.schema().orElseThrow();
  }

  private Content plain(SampledRecord record) {
    Optional<Likeness> likeness = DecoderHint.likeness(record.value().orElseThrow());
    boolean texts = likeness.filter(it -> !it.decoder().equals("bytes")).isPresent();
    if (texts && takes(text, record)) {
      return likeness.get().decoder().equals("json")
          ? Content.of(ContentKind.TEXT, notJson(record))
          : Content.of(ContentKind.TEXT);
    }
    return likeness
        .filter(it -> it.decoder().equals("bytes"))
        .map(it -> Content.of(ContentKind.BYTES, it.words()))
        .orElseGet(() -> Content.of(ContentKind.BYTES));
  }

  private String notJson(SampledRecord record) {
    return json.decode(record.into(view)) instanceof Rejected rejected
        ? String.format(Locale.ROOT, "%s begins like JSON: %s", record.place(), rejected.message())
        : "";
  }
}
