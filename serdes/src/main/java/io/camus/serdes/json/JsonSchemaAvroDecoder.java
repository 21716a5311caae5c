package io.camus.serdes.json;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.decode.AvroDecoder;
import io.camus.decode.AvroFacts;
import io.camus.decode.DecoderHint;
import io.camus.decode.SchemaIdReader;
import io.camus.model.RejectionCause;
import io.camus.serdes.json.JsonToAvro.MisfitException;
import io.camus.spi.DatumType;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoded.Rejected;
import io.camus.spi.Decoder;
import io.camus.spi.RegisteredText;
import io.camus.spi.SchemaId;
import io.camus.spi.SchemaRegistry;
import io.camus.spi.SourceRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Records of one JSON object, with the id of its schema before it or in a record header. The object
 * is validated, and becomes Avro binary of the {@linkplain AvroTypes types} of its schema.
 */
final class JsonSchemaAvroDecoder implements Decoder {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final SchemaIdReader ids;
  private final AvroFacts facts;
  private final LoadedSchemas<Conversion> conversions;
  private final Datum datum = new Datum();

  /** What the records of a schema become. */
  private record Conversion(
      ObjectSchema schema, JsonToAvro avro, DatumType type, AvroFacts.OfSchema facts) {}

  JsonSchemaAvroDecoder(SchemaRegistry registry, SchemaIdReader ids, AvroFacts facts) {
    this.ids = requireNonNull(ids);
    this.facts = requireNonNull(facts);
    this.conversions = new LoadedSchemas<>(registry, this::conversion);
  }

  private Conversion conversion(SchemaId id, RegisteredText text) {
    ObjectSchema validator = ObjectSchema.of(text);
    Schema schema = AvroTypes.of(text);
    return new Conversion(
        validator,
        new JsonToAvro(schema),
        new DatumType(Optional.of(schema), Map.of(AvroDecoder.SCHEMA_ID, id.label())),
        facts.of(schema));
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
    int start = value.arrayOffset() + value.position();
    int head = ids.read(record, value.array(), start, value.remaining());
    if (head < 0) {
      return Rejected.malformed(ids.fault());
    }
    SchemaId id = ids.id();
    Optional<Rejected> missing = conversions.load(record.topic(), id);
    if (missing.isPresent()) {
      return missing.get();
    }
    Conversion conversion = conversions.get(id);
    try {
      JsonNode object = JSON.readTree(value.array(), start + head, value.remaining() - head);
      Optional<String> fault = conversion.schema().fault(object);
      if (fault.isPresent()) {
        return malformed(id, fault.get());
      }
      datum.bytes = conversion.avro().binary(object);
    } catch (JacksonException e) {
      return malformed(id, "not JSON: " + e.getOriginalMessage());
    } catch (MisfitException e) {
      return malformed(id, e.getMessage());
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory cannot be read", e);
    }
    datum.type = conversion.type();
    datum.offset = 0;
    datum.length = datum.bytes.length;
    datum.reduced = conversion.avro().isReduced();
    return conversion.facts().complete(datum, record);
  }

  private static Rejected malformed(SchemaId id, String why) {
    return Rejected.malformed(String.format(Locale.ROOT, "%s: %s", id, why));
  }

  @Override
  public Optional<String> hint(SourceRecord record, Rejected rejected) {
    // Avro's records begin in the same way.
    return DecoderHint.of("avro", record, rejected);
  }
}
