package io.camus.serdes.json;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.decode.DecoderHint;
import io.camus.decode.JsonDecoder;
import io.camus.model.RejectionCause;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Rejected;
import io.camus.spi.Decoder;
import io.camus.spi.RegisteredText;
import io.camus.spi.SchemaId;
import io.camus.spi.SchemaRegistry;
import io.camus.spi.SourceRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Records in the registry's wire format: a zero byte, the schema's id in four bytes big-endian, a
 * JSON object. The object is validated, and written unchanged.
 */
final class JsonSchemaDecoder implements Decoder {
  private static final int HEAD_BYTES = 5;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SchemaRegistry registry;
  private final JsonDecoder json;
  private final Map<Integer, ObjectSchema> schemas = new HashMap<>();
  private final Map<Integer, Rejected> unusable = new HashMap<>();
  private final SourceRecord object = new SourceRecord();

  JsonSchemaDecoder(SchemaRegistry registry, JsonDecoder json) {
    this.registry = requireNonNull(registry);
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
    if (value.remaining() < HEAD_BYTES) {
      return Rejected.malformed(
          String.format(
              Locale.ROOT,
              "%d bytes: too short for the registry's wire format (a zero byte and a 4-byte schema"
                  + " id)",
              value.remaining()));
    }
    byte first = value.get(value.position());
    if (first != 0) {
      return Rejected.malformed(
          String.format(
              Locale.ROOT,
              "byte 0 is 0x%02x: the registry's wire format starts with 0x00",
              first & 0xFF));
    }
    int id = value.getInt(value.position() + 1);
    Optional<Rejected> missing = load(record.topic(), id);
    return missing.isPresent() ? missing.get() : validated(id, record);
  }

  private Decoded validated(int id, SourceRecord record) {
    ByteBuffer body = record.value().duplicate();
    body.position(body.position() + HEAD_BYTES);
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
          String.format(Locale.ROOT, "schema id %d, in the object: %s", id, rejected.message()));
    }
    return fault(schemas.get(id), body)
        .<Decoded>map(
            fault -> Rejected.malformed(String.format(Locale.ROOT, "schema id %d: %s", id, fault)))
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

  /** Loads the schema with an id, once; returns why there is none. */
  private Optional<Rejected> load(String topic, int id) {
    if (schemas.containsKey(id)) {
      return Optional.empty();
    }
    if (unusable.containsKey(id)) {
      return Optional.of(unusable.get(id));
    }
    Optional<RegisteredText> text = registry.text(topic, SchemaId.of(id));
    if (text.isEmpty()) {
      return Optional.of(
          new Rejected(
              RejectionCause.SCHEMA_NOT_FOUND, registry.whyMissing(topic, SchemaId.of(id))));
    }
    try {
      schemas.put(id, ObjectSchema.of(text.get()));
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      Rejected rejected =
          new Rejected(
              RejectionCause.SCHEMA_NOT_FOUND,
              String.format(Locale.ROOT, "schema id %d cannot be used: %s", id, e.getMessage()));
      unusable.put(id, rejected);
      return Optional.of(rejected);
    }
  }

  @Override
  public Optional<String> hint(SourceRecord record, Rejected rejected) {
    // Avro's records begin in the same way.
    return DecoderHint.of("avro", record, rejected);
  }
}
