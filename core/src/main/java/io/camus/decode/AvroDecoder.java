package io.camus.decode;

import static java.util.Objects.requireNonNull;

import io.camus.model.RejectionCause;
import io.camus.spi.DatumType;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoder;
import io.camus.spi.SchemaId;
import io.camus.spi.SchemaRegistry;
import io.camus.spi.SourceRecord;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Records of Avro binary, with the id of the writer's schema before them or in a record header. The
 * bytes are walked once and passed on unchanged, in their original array; no objects are created.
 */
public final class AvroDecoder implements Decoder {
  /** Key of a file's metadata: the registry's id of its schema. */
  public static final String SCHEMA_ID = "camus.schema.id";

  private final SchemaRegistry registry;
  private final SchemaIdReader ids;
  private final RecordFacts facts;
  private final Map<SchemaId, Writer> writers = new HashMap<>();
  private final Map<SchemaId, Decoded> tooDeep = new HashMap<>();
  private final Datum datum = new Datum();
  private Writer latest;

  /** A writer schema: its datum type, and how to walk its data. */
  private record Writer(SchemaId id, DatumType type, AvroWalker walker) {}

  /** For the registry's wire format: a zero byte, and the id in four bytes, big-endian. */
  public AvroDecoder(SchemaRegistry registry, EventTimeRule time, AuditFields audit) {
    this(registry, SchemaIdReader.inValue(SchemaId.Kind.ID, Integer.BYTES), time, audit);
  }

  /**
   * @param ids finds the ids
   */
  public AvroDecoder(
      SchemaRegistry registry, SchemaIdReader ids, EventTimeRule time, AuditFields audit) {
    this.registry = requireNonNull(registry);
    this.ids = requireNonNull(ids);
    this.facts = new RecordFacts(time, audit);
  }

  @Override
  public List<String> eventTimeFields() {
    return facts.eventTimeFields();
  }

  @Override
  public Decoded decode(SourceRecord record) {
    ByteBuffer value = record.value();
    if (value == null) {
      return new Decoded.Rejected(RejectionCause.NULL_VALUE, "null value (tombstone)");
    }
    byte[] bytes = value.array();
    int start = value.arrayOffset() + value.position();
    int length = value.remaining();
    int head = ids.read(record, bytes, start, length);
    if (head < 0) {
      return Decoded.Rejected.malformed(ids.fault());
    }
    SchemaId id = ids.id();
    Writer writer = latest;
    if (writer == null || !writer.id().equals(id)) {
      Optional<Writer> found = writer(record.topic(), id);
      if (found.isEmpty()) {
        Decoded deep = tooDeep.get(id);
        return deep != null
            ? deep
            : new Decoded.Rejected(
                RejectionCause.SCHEMA_NOT_FOUND, registry.whyMissing(record.topic(), id));
      }
      writer = found.get();
      latest = writer;
    }
    AvroWalker walker = writer.walker();
    if (!walker.walk(bytes, start + head, start + length)) {
      return Decoded.Rejected.malformed(
          String.format(
              Locale.ROOT,
              "byte %d of %d, %s: %s",
              head + walker.position(),
              length,
              id,
              walker.fault()));
    }
    datum.type = writer.type();
    datum.bytes = bytes;
    datum.offset = start + head;
    datum.length = length - head;
    return facts.complete(datum, record);
  }

  @Override
  public Optional<String> hint(SourceRecord record, Decoded.Rejected rejected) {
    return DecoderHint.of("avro", record, rejected);
  }

  private Optional<Writer> writer(String topic, SchemaId id) {
    Writer known = writers.get(id);
    if (known != null) {
      return Optional.of(known);
    }
    if (tooDeep.containsKey(id)) {
      return Optional.empty();
    }
    Optional<Schema> schema = registry.schema(topic, id);
    try {
      schema.ifPresent(found -> writers.put(id, writer(id, found)));
    } catch (StackOverflowError e) {
      tooDeep.put(
          id,
          new Decoded.Rejected(
              RejectionCause.SCHEMA_NOT_FOUND,
              String.format(Locale.ROOT, "%s cannot be used: it is nested too deeply", id)));
    }
    return Optional.ofNullable(writers.get(id));
  }

  private Writer writer(SchemaId id, Schema schema) {
    return new Writer(
        id,
        new DatumType(Optional.of(schema), Map.of(SCHEMA_ID, id.label())),
        new AvroWalker(AvroCompiler.compile(schema, facts.tree()), facts.captures()));
  }
}
