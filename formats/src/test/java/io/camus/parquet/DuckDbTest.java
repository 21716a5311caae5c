package io.camus.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.format.Compression;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** DuckDB, whose reader is not Parquet's own, on our files. */
class DuckDbTest {
  @TempDir Path folder;

  private Path file(Compression compression, Schema schema, List<byte[]> data) throws IOException {
    return Files.write(
        folder.resolve("file.parquet"),
        ParquetFiles.write(new ParquetFileFormat(compression, ParquetLayout.USUAL), schema, data));
  }

  private static List<String> query(String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      try (ResultSet result = statement.executeQuery(query)) {
        while (result.next()) {
          List<String> cells = new ArrayList<>();
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            cells.add(result.getString(i));
          }
          rows.add(String.join(" | ", cells));
        }
      }
    }
    return rows;
  }

  private static Schema.Field field(String name, Schema schema) {
    return new Schema.Field(name, schema);
  }

  private static Schema.Field field(String name, Schema.Type type, LogicalType as) {
    return new Schema.Field(name, as.addToSchema(Schema.create(type)));
  }

  private static Schema allTypes() {
    Schema.Type number = Schema.Type.LONG;
    Schema text = Schema.create(Schema.Type.STRING);
    Schema none = Schema.create(Schema.Type.NULL);
    Schema point =
        SchemaBuilder.record("Point").fields().requiredInt("x").optionalInt("y").endRecord();
    return Schema.createRecord(
        "All",
        null,
        "test",
        false,
        List.of(
            field("truth", Schema.create(Schema.Type.BOOLEAN)),
            field("i", Schema.create(Schema.Type.INT)),
            field("l", Schema.create(number)),
            field("f", Schema.create(Schema.Type.FLOAT)),
            field("d", Schema.create(Schema.Type.DOUBLE)),
            field("s", text),
            field("b", Schema.create(Schema.Type.BYTES)),
            field("fixed", Schema.createFixed("Three", null, "test", 3)),
            field("color", Schema.createEnum("Color", null, "test", List.of("RED", "BLUE"))),
            field("price", Schema.Type.BYTES, LogicalTypes.decimal(9, 2)),
            field(
                "total",
                LogicalTypes.decimal(18, 4)
                    .addToSchema(Schema.createFixed("Eight", null, "test", 8))),
            field("date", Schema.Type.INT, LogicalTypes.date()),
            field("time_ms", Schema.Type.INT, LogicalTypes.timeMillis()),
            field("time_us", number, LogicalTypes.timeMicros()),
            field("at_ms", number, LogicalTypes.timestampMillis()),
            field("at_us", number, LogicalTypes.timestampMicros()),
            field("at_ns", number, LogicalTypes.timestampNanos()),
            field("local_ms", number, LogicalTypes.localTimestampMillis()),
            field("local_us", number, LogicalTypes.localTimestampMicros()),
            field("local_ns", number, LogicalTypes.localTimestampNanos()),
            field("id_text", Schema.Type.STRING, LogicalTypes.uuid()),
            field(
                "id", LogicalTypes.uuid().addToSchema(Schema.createFixed("Id", null, "test", 16))),
            field("maybe", Schema.createUnion(none, text)),
            field("point", Schema.createUnion(none, point)),
            field("tags", Schema.createArray(text)),
            field("points", Schema.createArray(point)),
            field("counts", Schema.createMap(Schema.createUnion(none, Schema.create(number)))),
            field("either", Schema.createUnion(Schema.create(Schema.Type.INT), none, text))));
  }

  private static GenericRecord row(Schema schema) {
    GenericRecord row = new GenericData.Record(schema);
    row.put("truth", true);
    row.put("i", -7);
    row.put("l", 1L << 40);
    row.put("f", 1.5f);
    row.put("d", -0.25);
    row.put("s", "grün");
    row.put("b", ByteBuffer.wrap(new byte[] {1, 2}));
    row.put(
        "fixed", new GenericData.Fixed(schema.getField("fixed").schema(), new byte[] {65, 66, 67}));
    row.put("color", new GenericData.EnumSymbol(schema.getField("color").schema(), "BLUE"));
    row.put(
        "price",
        new Conversions.DecimalConversion()
            .toBytes(
                new BigDecimal("-123.45"),
                schema.getField("price").schema(),
                LogicalTypes.decimal(9, 2)));
    row.put(
        "total",
        new Conversions.DecimalConversion()
            .toFixed(
                new BigDecimal("98765.4321"),
                schema.getField("total").schema(),
                LogicalTypes.decimal(18, 4)));
    row.put("date", 20_000);
    row.put("time_ms", 3_661_001);
    row.put("time_us", 3_661_000_001L);
    row.put("at_ms", 1_700_000_000_123L);
    row.put("at_us", 1_700_000_000_123_456L);
    row.put("at_ns", 1_700_000_000_123_456_789L);
    row.put("local_ms", 1_700_000_000_123L);
    row.put("local_us", 1_700_000_000_123_456L);
    row.put("local_ns", 1_700_000_000_123_456_789L);
    row.put("id_text", "6F9619FF-8B86-D011-B42D-00CF4FC964FF");
    byte[] id = new byte[16];
    Arrays.fill(id, (byte) 0x11);
    row.put("id", new GenericData.Fixed(schema.getField("id").schema(), id));
    row.put("maybe", null);
    row.put("point", point(schema.getField("point").schema().getTypes().get(1), 1, null));
    row.put("tags", List.of("a", "", "c"));
    row.put(
        "points",
        List.of(
            point(schema.getField("points").schema().getElementType(), 1, 2),
            point(schema.getField("points").schema().getElementType(), 3, null)));
    Map<String, Object> counts = new TreeMap<>();
    counts.put("none", null);
    counts.put("one", 1L);
    row.put("counts", counts);
    row.put("either", "text");
    return row;
  }

  private static GenericRecord point(Schema schema, int x, Integer y) {
    GenericRecord point = new GenericData.Record(schema);
    point.put("x", x);
    point.put("y", y);
    return point;
  }

  @Test
  void valuesOfAllTypesAreRead() throws IOException, SQLException {
    Schema schema = allTypes();
    GenericRecord empty = row(schema);
    empty.put("point", null);
    empty.put("tags", List.of());
    empty.put("points", List.of());
    empty.put("counts", Map.of());
    empty.put("either", null);
    Path file =
        file(
            new Compression.Snappy(),
            schema,
            List.of(
                RandomRecords.encode(schema, row(schema)), RandomRecords.encode(schema, empty)));
    String from = " FROM '" + file + "'";

    assertThat(query("SELECT truth, i, l, f, d, s, b, fixed, color, price, total" + from).get(0))
        .isEqualTo(
            "true | -7 | 1099511627776 | 1.5 | -0.25 | grün | \\x01\\x02 | ABC | BLUE | -123.45"
                + " | 98765.4321");
    assertThat(query("SELECT date::VARCHAR, time_ms::VARCHAR, time_us::VARCHAR" + from).get(0))
        .isEqualTo("2024-10-04 | 01:01:01.001+00 | 01:01:01.000001+00");
    assertThat(query("SELECT at_ms::VARCHAR, at_us::VARCHAR, at_ns::VARCHAR" + from).get(0))
        .isEqualTo(
            "2023-11-14 22:13:20.123+00 | 2023-11-14 22:13:20.123456+00"
                + " | 2023-11-14 22:13:20.123456789+00");
    assertThat(
            query("SELECT local_ms::VARCHAR, local_us::VARCHAR, local_ns::VARCHAR" + from).get(0))
        .isEqualTo(
            "2023-11-14 22:13:20.123 | 2023-11-14 22:13:20.123456"
                + " | 2023-11-14 22:13:20.123456789");
    assertThat(query("SELECT id_text, id::VARCHAR, typeof(id), maybe" + from).get(0))
        .isEqualTo(
            "6F9619FF-8B86-D011-B42D-00CF4FC964FF | 11111111-1111-1111-1111-111111111111"
                + " | UUID | null");
    assertThat(
            query(
                "SELECT point::VARCHAR, tags::VARCHAR, points::VARCHAR, counts::VARCHAR,"
                    + " either::VARCHAR"
                    + from))
        .containsExactly(
            "{'x': 1, 'y': NULL} | [a, '', c] | [{'x': 1, 'y': 2}, {'x': 3, 'y': NULL}]"
                + " | {none=NULL, one=1} | {'member0': NULL, 'member1': text}",
            "null | [] | [] | {} | null");
  }

  static List<Compression> compressions() {
    return List.of(
        new Compression.None(),
        new Compression.Snappy(),
        new Compression.Gzip(6),
        new Compression.Zstandard(3));
  }

  @ParameterizedTest
  @MethodSource("compressions")
  void everyCompressionIsRead(Compression compression) throws IOException, SQLException {
    List<byte[]> views = PageViews.of(new Random(1), 25_000);

    Path file = file(compression, PageViews.SCHEMA, views);

    assertThat(
            query(
                "SELECT count(*), count(DISTINCT sessionId), min(header.time), max(header.time),"
                    + " count(DISTINCT locale), count(referrer) > 12000, max(scrollDepth) < 1"
                    + " FROM '"
                    + file
                    + "'"))
        .containsExactly("25000 | 25000 | 1790000000000 | 1790000024999 | 6 | true | true");
    assertThat(query("SELECT count(*) FROM '" + file + "' WHERE header.time < 1790000000500"))
        .containsExactly("500");
  }
}
