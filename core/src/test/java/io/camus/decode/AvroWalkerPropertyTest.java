package io.camus.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.SourceRecord;
import io.camus.time.EventTime;
import io.camus.time.TimestampFormat;
import io.camus.time.TimestampFormats;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** The walker against Avro's own reader. */
class AvroWalkerPropertyTest {
  private final TimestampFormat millis =
      TimestampFormats.parse("unix_milliseconds", ZoneOffset.UTC);
  private final EventTimeRule times =
      new EventTimeRule(
          List.of(FieldPath.parse("header.time"), FieldPath.parse("timestamp")), millis, false);
  private final AuditFields audit =
      new AuditFields(
          List.of(FieldPath.parse("header.server")), List.of(FieldPath.parse("header.service")));
  private final RecordFacts facts = new RecordFacts(times, audit);

  @Property(tries = 1500)
  void whatAvroWritesIsAccepted(@ForAll long seed) {
    RandomAvro avro = new RandomAvro(seed);
    Schema schema = seed % 2 == 0 ? avro.schema() : avro.event();
    byte[] bytes = avro.encode(schema, avro.datum(schema));
    AvroWalker walker = walker(schema);

    assertThat(walk(walker, bytes)).as(walker::fault).isTrue();
    assertThat(walker.position()).isEqualTo(bytes.length);
  }

  @Property(tries = 4000)
  void damagedBytesAreAcceptedIfAvroReadsThemToTheLastByteAndBlocksHaveTheirSizes(
      @ForAll long seed) {
    RandomAvro avro = new RandomAvro(seed);
    Schema schema = seed % 2 == 0 ? avro.schema() : avro.event();
    byte[] bytes = avro.damage(avro.encode(schema, avro.datum(schema)));
    AvroWalker walker = walker(schema);
    boolean accepted = walk(walker, bytes);
    if (!accepted && walker.fault().contains("of zero bytes")) {
      // Avro's own limit depends on the heap.
      return;
    }

    boolean classic = avroReads(schema, bytes, false);
    boolean fast = avroReads(schema, bytes, true);

    Statistics.label("accepted")
        .collect(accepted)
        .coverage(counts -> counts.check(true).percentage(part -> part > 5));
    Statistics.label("both readers agree").collect(classic == fast);
    if (classic == fast) {
      boolean right = classic && StatedSizes.areRight(schema, bytes);
      Statistics.label("blocks have their sizes").collect(classic ? right : "unreadable");
      assertThat(accepted).as(() -> schema + " " + walker.fault()).isEqualTo(right);
    }
  }

  @Property(tries = 1500)
  void capturedValuesAreThoseOfTheGenericRecord(@ForAll long seed) {
    RandomAvro avro = new RandomAvro(seed);
    Schema schema = avro.event();
    Object datum = avro.datum(schema);
    AvroDecoder decoder = new AvroDecoder(new OneSchema(7, schema), times, audit);
    SourceRecord record = Records.of(Records.wire(7, avro.encode(schema, datum)), 42);

    Decoded decoded = decoder.decode(record);

    GenericRecord event = (GenericRecord) datum;
    assertThat(decoded).isInstanceOf(Datum.class);
    Datum found = (Datum) decoded;
    Long time = time(event, "header", "time");
    time = time == null ? time(event, "timestamp") : time;
    assertThat(found.eventTimeMillis).isEqualTo(time == null ? 42 : time);
    assertThat(found.origin.server()).isEqualTo(text(event, "server", AuditFields.UNKNOWN_SERVER));
    assertThat(found.origin.service())
        .isEqualTo(text(event, "service", AuditFields.UNKNOWN_SERVICE));
    Statistics.label("event time").collect(time == null ? "Kafka's" : "its own");
  }

  private static String text(GenericRecord event, String field, String unknown) {
    if (event.get("header") instanceof GenericRecord header
        && (header.get(field) instanceof CharSequence
            || header.get(field) instanceof GenericData.EnumSymbol)
        && !header.get(field).toString().isEmpty()) {
      return header.get(field).toString();
    }
    return unknown;
  }

  /** The time in a field, by plain arithmetic; null if there is none. */
  private static Long time(GenericRecord event, String... path) {
    GenericRecord here = event;
    for (int i = 0; i < path.length - 1; i++) {
      if (!(here.get(path[i]) instanceof GenericRecord inner)) {
        return null;
      }
      here = inner;
    }
    String name = path[path.length - 1];
    Object value = here.get(name);
    BigDecimal millis;
    if (value instanceof Long || value instanceof Integer) {
      millis =
          new BigDecimal(((Number) value).longValue())
              .divide(unit(here.getSchema().getField(name).schema()), 0, RoundingMode.FLOOR);
    } else if (value instanceof Double || value instanceof Float) {
      millis = new BigDecimal(Math.rint(((Number) value).doubleValue()));
    } else if (value instanceof CharSequence text && text.toString().matches("[0-9]+")) {
      millis = new BigDecimal(text.toString());
    } else {
      return null;
    }
    boolean inRange =
        millis.compareTo(new BigDecimal(EventTime.FIRST_MILLIS)) >= 0
            && millis.compareTo(new BigDecimal(EventTime.LAST_MILLIS)) <= 0;
    return inRange ? millis.longValueExact() : null;
  }

  private static BigDecimal unit(Schema schema) {
    String text = schema.toString();
    if (text.contains("timestamp-micros")) {
      return new BigDecimal(1_000);
    }
    return new BigDecimal(text.contains("timestamp-nanos") ? 1_000_000 : 1);
  }

  private AvroWalker walker(Schema schema) {
    return new AvroWalker(AvroCompiler.compile(schema, facts.tree()), facts.captures());
  }

  /** Walks in the middle of a larger array, so that a step over an end would not fail by itself. */
  private static boolean walk(AvroWalker walker, byte[] bytes) {
    byte[] larger = new byte[bytes.length + 40];
    System.arraycopy(bytes, 0, larger, 20, bytes.length);
    return walker.walk(larger, 20, 20 + bytes.length);
  }

  private static boolean avroReads(Schema schema, byte[] bytes, boolean fastReader) {
    GenericData data = new GenericData();
    data.setFastReaderEnabled(fastReader);
    BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
    try {
      new GenericDatumReader<>(schema, schema, data).read(null, decoder);
      return decoder.isEnd();
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return false;
    }
  }
}
