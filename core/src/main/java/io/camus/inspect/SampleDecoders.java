package io.camus.inspect;

import io.camus.config.LineBreakPolicy;
import io.camus.config.SchemaIdFormat;
import io.camus.decode.AuditFields;
import io.camus.decode.AvroDecoder;
import io.camus.decode.EventTimeRule;
import io.camus.decode.FieldPath;
import io.camus.decode.JsonDecoder;
import io.camus.decode.SchemaIdReader;
import io.camus.decode.TextDecoder;
import io.camus.spi.Decoder;
import io.camus.time.TimestampFormat;
import io.camus.time.TimestampFormats;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Decoders of a run for samples; they write no files.
 *
 * @param registry where schemas come from, if anywhere
 * @param zone the zone of times with neither offset nor zone
 * @param ids where Avro values have the ids of their schemas
 */
record SampleDecoders(Optional<AskedRegistry> registry, ZoneId zone, SchemaIdFormat ids) {
  private static final String VALUE = "value";

  private static final Optional<byte[]> LINES = Optional.of("\n".getBytes(StandardCharsets.UTF_8));
  private static final EventTimeRule NO_FIELDS =
      new EventTimeRule(List.of(), TimestampFormats.parse("auto", ZoneOffset.UTC), false);

  SampleDecoders(Optional<AskedRegistry> registry, ZoneId zone) {
    this(registry, zone, SchemaIdFormat.REGISTRY);
  }

  /** The same for values with their ids elsewhere. */
  SampleDecoders with(SchemaIdFormat format) {
    return new SampleDecoders(registry, zone, format);
  }

  Decoder json() {
    return json(NO_FIELDS);
  }

  /** Empty without a registry. */
  Optional<Decoder> avro() {
    return avro(NO_FIELDS, VALUE);
  }

  /**
   * The same for a part of records.
   *
   * @param part {@code value} or {@code key}
   */
  Optional<Decoder> avro(String part) {
    return avro(NO_FIELDS, part);
  }

  Decoder text() {
    return new TextDecoder(LINES, LineBreakPolicy.ESCAPE);
  }

  /**
   * A decoder that looks for the event time in one field.
   *
   * @param kind {@link ContentKind#JSON} or {@link ContentKind#AVRO}
   */
  Decoder of(ContentKind kind, FieldPath field, String format) {
    TimestampFormat read = TimestampFormats.parse(format, zone);
    EventTimeRule rule = new EventTimeRule(List.of(field), read, false);
    return kind == ContentKind.JSON ? json(rule) : avro(rule, VALUE).orElseThrow();
  }

  private static Decoder json(EventTimeRule rule) {
    return new JsonDecoder(LINES, rule, AuditFields.NONE);
  }

  private Optional<Decoder> avro(EventTimeRule rule, String part) {
    return registry.map(
        it -> new AvroDecoder(it, SchemaIdReader.of(ids, part), rule, AuditFields.NONE));
  }
}
