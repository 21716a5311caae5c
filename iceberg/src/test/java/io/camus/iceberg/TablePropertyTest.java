package io.camus.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.spi.Table;
import io.camus.spi.Table.Position;
import io.camus.spi.Tables.Partitioning;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;

/** Tables of random columns: what runs write is what Iceberg's own reader returns. */
class TablePropertyTest {
  private static final Partitioning NONE = new Partitioning("time", Partitioning.Unit.NONE);

  @Property(tries = 25)
  void parquetFilesHaveTheRecordsThatWereWritten(@ForAll long seed) throws IOException {
    check("parquet", seed);
  }

  @Property(tries = 25)
  void orcFilesHaveTheRecordsThatWereWritten(@ForAll long seed) throws IOException {
    check("orc", seed);
  }

  @Property(tries = 25)
  void avroFilesHaveTheRecordsThatWereWritten(@ForAll long seed) throws IOException {
    check("avro", seed);
  }

  private static void check(String format, long seed) throws IOException {
    Path directory = Files.createTempDirectory("camus-table");
    try (Lake lake = Lake.hadoop(directory)) {
      RandomColumns random = new RandomColumns(seed, format);
      Schema schema = random.record();
      Table table = lake.tables().create("db.clicks", schema, NONE, new Position(Lake.LOG, 0));
      Table.Fit fit = table.fit(schema, NONE);
      assertThat(fit.changes()).isEmpty();
      assertThat(fit.conflicts()).isEmpty();
      List<GenericRecord> records = new ArrayList<>();
      Map<Object, Integer> expected = new HashMap<>();
      for (int i = 0; i < 20; i++) {
        // In the file's schema a record may have another name.
        GenericRecord record = (GenericRecord) random.datum(fit.columns());
        records.add(record);
        expected.merge(Values.ofAvro(schema, record), 1, Integer::sum);
      }

      Table.File file = lake.write(format, fit.columns(), records);
      table.append(new Position(Lake.LOG, 1), List.of(file));

      Map<Object, Integer> found = new HashMap<>();
      List<Record> rows = lake.rows();
      rows.forEach(row -> found.merge(Values.ofTable(row), 1, Integer::sum));
      assertThat(found).isEqualTo(expected);
      List<byte[]> own = lake.read(format, file);
      for (int i = 0; i < records.size(); i++) {
        assertThat(own.get(i)).isEqualTo(Lake.encode(fit.columns(), records.get(i)));
      }
      everyValueIsFound(lake.iceberg(), rows.get(0));
    } finally {
      try (Stream<Path> files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  /** Statistics that are wrong would hide the file. */
  private static void everyValueIsFound(org.apache.iceberg.Table table, Record row)
      throws IOException {
    for (Types.NestedField column : row.struct().fields()) {
      Object literal = literal(row.getField(column.name()));
      if (literal != null) {
        try (CloseableIterable<Record> found =
            IcebergGenerics.read(table).where(Expressions.equal(column.name(), literal)).build()) {
          assertThat(found).as(String.format(Locale.ROOT, "%s = %s", column, literal)).isNotEmpty();
        }
      }
    }
  }

  private static Object literal(Object value) {
    if (value instanceof OffsetDateTime
        || value instanceof LocalDateTime
        || value instanceof LocalDate
        || value instanceof LocalTime) {
      return value.toString();
    }
    return value instanceof Number
            || value instanceof BigDecimal
            || value instanceof CharSequence
            || value instanceof ByteBuffer
            || value instanceof java.util.UUID
        ? value
        : null;
  }
}
