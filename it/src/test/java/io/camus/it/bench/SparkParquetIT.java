package io.camus.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.config.CamusConfig;
import io.camus.config.TopicConfig;
import io.camus.plugin.FileFormatProvider;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.FileFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Spark reads our Parquet files: hours in directories as Hive has them, two versions of a schema,
 * and all types of Avro that Spark knows. Its values are those that Avro's library reads from the
 * same bytes. Maven fetches Spark, 300 MB: {@code ./mvnw -Ppeers -pl it -am verify}.
 */
@Tag("peers")
@Timeout(value = 40, unit = TimeUnit.MINUTES)
class SparkParquetIT {
  private static final String FIELDS =
      """
      {"name": "n", "type": "int"},
      {"name": "flag", "type": ["null", "boolean"]},
      {"name": "large", "type": "long"},
      {"name": "half", "type": "float"},
      {"name": "full", "type": ["null", "double"]},
      {"name": "text", "type": ["string", "null"]},
      {"name": "raw", "type": "bytes"},
      {"name": "amount", "type": ["null",
          {"type": "bytes", "logicalType": "decimal", "precision": 20, "scale": 2}]},
      {"name": "price", "type":
          {"type": "fixed", "name": "Price", "size": 4, "logicalType": "decimal",
           "precision": 9, "scale": 3}},
      {"name": "day", "type": {"type": "int", "logicalType": "date"}},
      {"name": "micros", "type": {"type": "long", "logicalType": "timestamp-micros"}},
      {"name": "millis", "type": {"type": "long", "logicalType": "timestamp-millis"}},
      {"name": "nanos", "type": {"type": "long", "logicalType": "timestamp-nanos"}},
      {"name": "localMillis", "type": {"type": "long", "logicalType": "local-timestamp-millis"}},
      {"name": "localMicros", "type": {"type": "long", "logicalType": "local-timestamp-micros"}},
      {"name": "id", "type": {"type": "string", "logicalType": "uuid"}},
      {"name": "kind", "type": {"type": "enum", "name": "Kind", "symbols": ["A", "BB"]}},
      {"name": "hash", "type": {"type": "fixed", "name": "Hash", "size": 3}},
      {"name": "shape", "type": ["null",
          {"type": "record", "name": "Point", "fields": [
            {"name": "x", "type": "int"}, {"name": "y", "type": ["null", "int"]}]},
          {"type": "record", "name": "Circle", "fields": [
            {"name": "radius", "type": "double"}]}]},
      {"name": "counts", "type": {"type": "map", "values": ["null", "long"]}},
      {"name": "table", "type": {"type": "array", "items":
          {"type": "array", "items": ["null", "string"]}}},
      {"name": "points", "type": {"type": "array", "items": "Point"}}""";

  private static final Schema FIRST = schema("");
  private static final Schema SECOND =
      schema(", {\"name\": \"extra\", \"type\": [\"null\", \"string\"], \"default\": null}");

  @TempDir Path folder;

  private static Schema schema(String more) {
    return new Schema.Parser()
        .parse("{\"type\": \"record\", \"name\": \"All\", \"fields\": [" + FIELDS + more + "]}");
  }

  /** Rows with all extremes, the later ones with the field of the second version. */
  private static List<GenericRecord> rows(Schema schema, int from) {
    List<GenericRecord> rows = new ArrayList<>();
    double[] numbers = {
      0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE
    };
    for (int i = 0; i < numbers.length; i++) {
      rows.add(row(schema, from + i, numbers[i]));
    }
    return rows;
  }

  private static Schema field(Schema schema, String name) {
    return schema.getField(name).schema();
  }

  private static GenericRecord row(Schema schema, int n, double number) {
    boolean nulls = n % 2 == 1;
    Schema point = field(schema, "points").getElementType();
    Schema circle = field(schema, "shape").getTypes().get(2);
    GenericRecord some =
        new GenericRecordBuilder(point).set("x", n).set("y", nulls ? null : -n).build();
    GenericRecord round = new GenericRecordBuilder(circle).set("radius", number).build();
    BigInteger unscaled = BigInteger.valueOf(-1_234_567_890_123L).multiply(BigInteger.valueOf(n));
    long second = 1_773_136_800L + n;
    Map<String, Long> counts = new TreeMap<>();
    counts.put("\u00e4", (long) n);
    counts.put("", nulls ? null : Long.MIN_VALUE);
    GenericRecordBuilder row =
        new GenericRecordBuilder(schema)
            .set("n", n)
            .set("flag", nulls ? null : n % 4 == 0)
            .set("large", nulls ? Long.MIN_VALUE : Long.MAX_VALUE)
            .set("half", (float) number)
            .set("full", n % 3 == 2 ? null : number)
            .set("text", nulls ? null : "text " + n + " \u20ac\ud83d\ude00")
            .set("raw", ByteBuffer.wrap(new byte[] {(byte) n, 0, -1}))
            .set("amount", nulls ? null : ByteBuffer.wrap(unscaled.toByteArray()))
            .set("price", fixed(field(schema, "price"), -1, -1, n, n))
            .set("day", 20_522 - 40_000 * (n % 2))
            .set("micros", second * 1_000_000 + 123_456)
            .set("millis", (nulls ? -second : second) * 1_000 + 123)
            .set("nanos", second * 1_000_000_000 + 123_456_789)
            .set("localMillis", second * 1_000 + 7)
            .set("localMicros", second * 1_000_000 + 7)
            .set("id", "F81D4fae-7dec-11d0-a765-00a0c91e6bf" + n % 10)
            .set("kind", new GenericData.EnumSymbol(field(schema, "kind"), nulls ? "A" : "BB"))
            .set("hash", fixed(field(schema, "hash"), n, 2, -3))
            .set("shape", n % 3 == 0 ? null : n % 3 == 1 ? some : round)
            .set("counts", n == 3 ? Map.of() : counts)
            .set("table", nulls ? List.of() : List.of(List.of(), List.of("a", "" + n)))
            .set("points", nulls ? List.of(some, some) : List.of());
    if (schema.equals(SECOND)) {
      row.set("extra", nulls ? null : "extra " + n);
    }
    return row.build();
  }

  private static GenericFixed fixed(Schema schema, int... bytes) {
    byte[] value = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      value[i] = (byte) bytes[i];
    }
    return new GenericData.Fixed(schema, value);
  }

  private static byte[] encode(GenericRecord row) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(row.getSchema()).write(row, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private void write(String directory, String sort, Schema schema, List<byte[]> data)
      throws IOException {
    Path file =
        Files.createDirectories(folder.resolve("all").resolve(directory)).resolve("a.parquet");
    TopicConfig topic =
        CamusConfig.parse(
                Map.of(
                    "kafka.brokers", "localhost:9092",
                    "etl.destination.path", "/data",
                    "etl.execution.base.path", "/camus",
                    "etl.execution.history.path", "/camus/history",
                    "camus.output.format", "parquet",
                    "camus.parquet.bloom.columns", "text",
                    "camus.parquet.sort.columns", sort))
            .topic("all");
    FileFormat format = ((FileFormatProvider) topic.format().orElseThrow()).format(topic);
    try (FileFormat.Writer writer =
        format.create(Files.newOutputStream(file), Optional.of(schema), Map.of())) {
      for (byte[] bytes : data) {
        Datum datum = new Datum();
        datum.bytes = bytes;
        datum.length = bytes.length;
        writer.append(datum);
      }
    }
  }

  /** What the peer's {@code ReadParquet} writes; its log if it fails. */
  private List<String> readBySpark() throws Exception {
    Path lib =
        new PeerLibraries(Path.of("peers").toAbsolutePath(), System.out::println).of("spark");
    Path rows = folder.resolve("rows.txt");
    Path log = folder.resolve("spark.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1g");
    command.addAll(Peer.named("spark", "", lib).flags());
    command.addAll(
        List.of(
            "-cp", lib + "/*", "ReadParquet", folder.resolve("all").toString(), rows.toString()));
    Process spark =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (spark.waitFor() != 0) {
      return Files.readAllLines(log);
    }
    return Files.readAllLines(rows);
  }

  @Test
  void valuesOfAllTypesAreThoseOfAvro() throws Exception {
    List<String> expected = new ArrayList<>();
    int n = 0;
    for (Schema schema : List.of(FIRST, SECOND)) {
      List<byte[]> data = new ArrayList<>();
      for (GenericRecord row : rows(schema, n)) {
        byte[] bytes = encode(row);
        data.add(bytes);
        GenericRecord read =
            new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        expected.add(line(read, 10 + n / 6));
        n++;
      }
      write(
          "dt=2026-03-10/hour=" + (schema.equals(FIRST) ? 10 : 11),
          schema.equals(FIRST) ? "" : "full,text",
          schema,
          data);
    }

    List<String> found = readBySpark();

    assertThat(found.get(0))
        .startsWith("struct<n:int,flag:boolean,")
        .contains("amount:decimal(20,2),price:decimal(9,3),day:date,micros:timestamp,")
        .contains("nanos:bigint,localMillis:timestamp_ntz,")
        .contains("table:array<array<string>>")
        .endsWith(",extra:string,dt:date,hour:int>");
    assertThat(found.subList(1, found.size())).containsExactlyElementsOf(expected);
  }

  /** The guide says so. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type': 'long', 'logicalType': 'time-micros'}",
        "{'type': 'fixed', 'name': 'Id', 'size': 16, 'logicalType': 'uuid'}"
      })
  void timesOfDayAndUuidsOfSixteenBytesAreWhatSparkRefuses(String type) throws Exception {
    Schema schema =
        new Schema.Parser()
            .parse(
                ("{'type': 'record', 'name': 'One', 'fields': [{'name': 'n', 'type': 'int'},"
                        + " {'name': 'v', 'type': "
                        + type
                        + "}]}")
                    .replace('\'', '"'));
    write("", "", schema, List.of());

    assertThat(readBySpark())
        .anyMatch(line -> line.contains("[PARQUET_TYPE_ILLEGAL] Illegal Parquet type"));
  }

  /** A row as the peer writes it: with the second version's field, and the directories. */
  private static String line(GenericRecord row, int hour) {
    String fields = text(row.getSchema(), row);
    return fields.substring(0, fields.length() - 1)
        + (row.getSchema().equals(FIRST) ? ", extra=null" : "")
        + ", dt=2026-03-10, hour="
        + hour
        + "}";
  }

  private static String text(Schema schema, Object value) {
    return switch (schema.getType()) {
      case NULL -> "null";
      case RECORD ->
          schema.getFields().stream()
              .map(it -> it.name() + "=" + text(it.schema(), ((GenericRecord) value).get(it.pos())))
              .collect(Collectors.joining(", ", "{", "}"));
      case UNION -> union(schema, value);
      case ARRAY ->
          ((Collection<?>) value)
              .stream().map(it -> text(schema.getElementType(), it)).toList().toString();
      case MAP -> {
        Map<String, String> entries = new TreeMap<>();
        ((Map<?, ?>) value)
            .forEach((key, it) -> entries.put(key.toString(), text(schema.getValueType(), it)));
        yield entries.toString();
      }
      case BYTES -> binary(schema, ((ByteBuffer) value).array());
      case FIXED -> binary(schema, ((GenericFixed) value).bytes());
      case INT, LONG -> integer(schema, ((Number) value).longValue());
      case FLOAT -> "float " + Integer.toHexString(Float.floatToRawIntBits((Float) value));
      case DOUBLE -> "double " + Long.toHexString(Double.doubleToRawLongBits((Double) value));
      default -> value.toString();
    };
  }

  private static String union(Schema union, Object value) {
    if (value == null) {
      return "null";
    }
    Schema chosen = union.getTypes().get(GenericData.get().resolveUnion(union, value));
    List<Schema> members =
        union.getTypes().stream().filter(it -> it.getType() != Schema.Type.NULL).toList();
    if (members.size() == 1) {
      return text(chosen, value);
    }
    List<String> fields = new ArrayList<>();
    for (Schema member : members) {
      fields.add(
          "member" + fields.size() + "=" + (member.equals(chosen) ? text(member, value) : "null"));
    }
    return "{" + String.join(", ", fields) + "}";
  }

  private static String binary(Schema schema, byte[] bytes) {
    return schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
        ? new BigDecimal(new BigInteger(bytes), decimal.getScale()).toString()
        : HexFormat.of().formatHex(bytes);
  }

  private static String integer(Schema schema, long value) {
    return switch (schema.getLogicalType() == null ? "" : schema.getLogicalType().getName()) {
      case "date" -> LocalDate.ofEpochDay(value).toString();
      case "timestamp-millis" -> at(value, ChronoUnit.MILLIS).toString();
      case "timestamp-micros" -> at(value, ChronoUnit.MICROS).toString();
      case "local-timestamp-millis" -> local(at(value, ChronoUnit.MILLIS));
      case "local-timestamp-micros" -> local(at(value, ChronoUnit.MICROS));
      default -> Long.toString(value);
    };
  }

  private static Instant at(long value, ChronoUnit unit) {
    return Instant.EPOCH.plus(value, unit);
  }

  private static String local(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toString();
  }
}
