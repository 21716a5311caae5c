package io.camus.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.model.ConfigurationException;
import io.camus.spi.StorePath;
import io.camus.spi.Table;
import io.camus.spi.Table.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files a table takes, and as what. */
class FilesOfTablesTest {
  private static final long NOON = 1_764_763_200_000L;
  private static final Position FIRST = new Position(Lake.LOG, 1);
  private static final Position SECOND = new Position(Lake.LOG, 2);

  @TempDir private Path directory;
  private Lake lake;

  @BeforeEach
  void openLake() {
    lake = Lake.hadoop(directory);
  }

  @AfterEach
  void closeLake() throws IOException {
    lake.close();
  }

  private Schema created() throws IOException {
    return lake.create(Lake.CLICK).fit(Lake.CLICK, Lake.HOURLY).columns();
  }

  /** A copy of a schema in which a field has another id. */
  private static Schema with(Schema schema, String field, int id) {
    return new Schema.Parser()
        .parse(
            schema
                .toString()
                .replace(
                    "\"field-id\":" + schema.getField(field).getObjectProp("field-id"),
                    "\"field-id\":" + id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "orc", "avro"})
  void filesOfEachFormatAreRows(String format) throws IOException {
    Schema columns = created();

    lake.table().append(FIRST, List.of(lake.clicks(format, columns, NOON, 10)));

    assertThat(lake.rows()).hasSize(10);
    assertThat(lake.rows().get(4).getField("page")).isEqualTo("/4");
    assertThat(lake.rows().get(4).getField("user")).isEqualTo(4);
    assertThat(lake.rows().get(4).getField("time")).hasToString("2025-12-03T12:00:00.004Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "orc", "avro"})
  void wrongIdsAreRefused(String format) throws IOException {
    Schema columns = created();
    Table.File unknown = lake.clicks(format, with(columns, "page", 9), NOON, 10);
    Table.File none = lake.clicks(format, Lake.MICROS, NOON, 10);

    assertThatThrownBy(() -> lake.table().append(FIRST, List.of(unknown)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(
            unknown.path().value(),
            "column page has the id 9, and that of the table is 3",
            "camus tables rebuild");
    assertThatThrownBy(() -> lake.table().append(FIRST, List.of(none)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(
            none.path().value(), "column time has no id", "camus tables adopt");
    assertThatThrownBy(() -> lake.table().adopt(FIRST, List.of(unknown)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("has the id 9");
    assertThat(lake.iceberg().currentSnapshot()).isNull();
  }

  @Test
  void columnsThatTheTableLacksAreRefused() throws IOException {
    Schema columns = created();
    lake.iceberg().updateSchema().renameColumn("page", "url").commit();

    Table.File file = lake.clicks(columns, NOON, 10);
    assertThatThrownBy(() -> lake.table().append(FIRST, List.of(file)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("column page has the id 3, which is that of url in the table");

    lake.iceberg().updateSchema().deleteColumn("url").commit();
    assertThatThrownBy(() -> lake.table().append(FIRST, List.of(file)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("column page is not in the table");
  }

  @Test
  void otherFormatsAreRefused() throws IOException {
    created();
    Table.File file = new Table.File(new StorePath("/data/part.json.gz"), 1, 1, NOON, NOON);

    assertThatThrownBy(() -> lake.table().append(FIRST, List.of(file)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("/data/part.json.gz", "parquet, orc or avro");
  }

  @Test
  void aMissingFileIsAFailureOfTheStore() throws IOException {
    created();
    Table.File file = new Table.File(new StorePath("/data/part.parquet"), 1, 1, NOON, NOON);

    assertThatThrownBy(() -> lake.table().append(FIRST, List.of(file)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/data/part.parquet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "orc", "avro"})
  void filesWithoutIdsAreAdoptedOnce(String format) throws IOException {
    created();
    List<Table.File> files =
        List.of(
            lake.clicks(format, Lake.MICROS, NOON, 10), lake.clicks(format, Lake.MICROS, NOON, 10));

    assertThat(lake.table().adopt(FIRST, files)).isEqualTo(2);
    assertThat(lake.table().adopt(FIRST, files)).isZero();
    assertThat(lake.table().adopt(FIRST, List.of(files.get(0), files.get(0)))).isZero();

    List<Table.Live> live = new ArrayList<>();
    lake.table().files(live::add);
    assertThat(live).extracting(Table.Live::records).containsExactly(10L, 10L);
    assertThat(lake.table().follows(Lake.LOG)).hasValue(1);
    assertThat(lake.table().begins(Lake.LOG)).hasValue(0);
    assertThat(lake.iceberg().specs()).hasSize(1);
  }

  @Test
  void parquetFilesWithMillisecondsAreRefused() throws IOException {
    created();
    Table.File file = lake.clicks(Lake.CLICK, NOON, 10);

    assertThatThrownBy(() -> lake.table().adopt(FIRST, List.of(file)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(
            file.path().value(), "column time, which has times in milliseconds", "would miss");
  }

  @Test
  void filesWithoutOnePartitionAreAdoptedWithoutAny() throws IOException {
    Schema noTime = Lake.schema(Lake.field("page", "['null','string']"));
    Schema optionalTime =
        Lake.schema(
            Lake.field("time", "['null',{'type':'long','logicalType':'timestamp-micros'}]")
                + ","
                + Lake.field("page", "['null','string']"));
    Schema columns = lake.create(optionalTime).fit(optionalTime, Lake.HOURLY).columns();
    Table.File lacking = lake.pages(noTime, NOON, 3);
    Table.File wide = lake.pages(optionalTime, NOON - 2, 5);

    assertThat(lake.table().adopt(FIRST, List.of(lacking, wide))).isEqualTo(2);
    assertThat(lake.table().append(SECOND, List.of(lake.pages(columns, NOON, 4)))).isTrue();

    org.apache.iceberg.Table table = lake.iceberg();
    assertThat(table.spec().isPartitioned()).isTrue();
    assertThat(table.specs()).hasSize(2);
    List<Integer> specs = new ArrayList<>();
    try (var tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        specs.add(task.file().partition().size());
      }
    }
    assertThat(specs).containsExactlyInAnyOrder(0, 0, 1);
    // The file without the column has nulls, which no partition may hide.
    try (var tasks = table.newScan().filter(Expressions.isNull("time")).planFiles()) {
      assertThat(tasks)
          .extracting(task -> task.file().location())
          .contains("file:" + lacking.path());
    }
  }
}
