package io.camus.serdes.json;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.decode.DecoderHint;
import io.camus.decode.JsonDecoder;
import io.camus.decode.SchemaIdReader;
import io.camus.model.RejectionCause;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Rejected;
import io.camus.spi.Decoder;
import io.camus.spi.SchemaId;
import io.camus.spi.SchemaRegistry;
import io.camus.spi.SourceRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Records of one JSON object, with the id of its schema before it or in a record header. The object
 * is validated, and written unchanged.
 */
final class JsonSchemaDecoder implements Decoder {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SchemaIdReader ids;
  private final JsonDecoder json;
  private final LoadedSchemas<ObjectSchema> schemas;
  private final SourceRecord object = new SourceRecord();

  JsonSchemaDecoder(SchemaRegistry registry, SchemaIdReader ids, JsonDecoder json) {
    this.schemas = new LoadedSchemas<>(registry, (id, text) -> ObjectSchema.of(text));
    this.ids = requireNonNull(ids);
    this.json = requireNonNull(json);
  }

  @Override
  public List<String> eventTimeFields() {
    return json.eventTimeFields();
  }

  @Override
  public Decoded decode(SourceRecord record) {
    ByteBuffer value = record.value();
    if (value == null) {
      return new Rejected(RejectionCause.NULL_VALUE, "null value (tombstone)");
    }
    int head =
        ids.read(record, value.array(), value.arrayOffset() + value.position(), value.remaining());
    if (head < 0) {
      return Rejected.malformed(ids.fault());
    }
    SchemaId id = ids.id();
    Optional<Rejected> missing = schemas.load(record.topic(), id);
    return missing.isPresent() ? missing.get() : validated(id, head, record);
  }

  private Decoded validated(SchemaId id, int head, SourceRecord record) {
    ByteBuffer body = record.value().duplicate();
    body.position(body.position() + head);
    object.set(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestampMillis(),
        record.key(),
        body,
        record::headers);
    Decoded decoded = json.decode(object);
    if (decoded instanceof Rejected rejected) {
      return new Rejected(
          rejected.cause(),
          String.format(Locale.ROOT, "%s, in the object: %s", id, rejected.message()));
    }
    return fault(schemas.get(id), body)
        .<Decoded>map(fault -> Rejected.malformed(String.format(Locale.ROOT, "%s: %s", id, fault)))
        .orElse(decoded);
  }

  private static Optional<String> fault(ObjectSchema schema, ByteBuffer body) {
    try {
      JsonNode tree =
          JSON.readTree(body.array(), body.arrayOffset() + body.position(), body.remaining());
      return schema.fault(tree);
    } catch (JacksonException e) {
      return Optional.of(e.getOriginalMessage());
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory cannot be read", e);
    }
  }

  @Override
  public Optional<String> hint(SourceRecord record, Rejected rejected) {
    // Avro's records begin in the same way.
    return DecoderHint.of("avro", record, rejected);
  }
}
