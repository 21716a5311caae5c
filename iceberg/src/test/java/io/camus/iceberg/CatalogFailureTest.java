package io.camus.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.spi.Table;
import io.camus.spi.Table.Position;
import io.camus.spi.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogFailureTest {
  @TempDir private Path directory;

  private Lake lake(Map<String, String> catalog) {
    return new Lake(directory, catalog);
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', camus.catalog.type is not set; set it to hadoop",
    "type, glu, camus.catalog.type is glu; set it to hadoop",
    "type, hadoop, camus.catalog.type = hadoop needs camus.catalog.warehouse",
    "type, jdbc, camus.catalog.type = jdbc needs camus.catalog.uri",
    "type, rest, camus.catalog.type = rest needs camus.catalog.uri"
  })
  void settingsThatCannotWorkAreRefused(String name, String value, String words) {
    Map<String, String> catalog = name.isEmpty() ? Map.of() : Map.of(name, value);

    assertThatThrownBy(() -> lake(catalog).tables())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }

  @Test
  void aTypeAndAClassContradictEachOther() {
    assertThatThrownBy(
            () -> lake(Map.of("type", "hadoop", "catalog-impl", "a.B", "warehouse", "/w")).tables())
        .hasMessageContaining("both camus.catalog.type and camus.catalog.catalog-impl are set");
  }

  @Test
  void settingsShowNoSecrets() {
    Lake lake = lake(Map.of("type", "rest", "uri", "http://127.0.0.1:1", "credential", "me:word"));

    assertThat(CatalogSettings.of(lake.config()).toString()).doesNotContain("word");
  }

  @Test
  void aCatalogThatIsDownIsNamed() throws IOException {
    try (Lake lake = lake(Map.of("type", "rest", "uri", "http://127.0.0.1:1"))) {
      Tables tables = lake.tables();

      assertThatThrownBy(() -> tables.load("db.clicks"))
          .isInstanceOf(IOException.class)
          .hasMessageContainingAll("the catalog of tables cannot be opened", "refused");
    }
  }

  @Test
  void aMissingDriverIsNamedWithoutThePassword() throws IOException {
    try (Lake lake =
        lake(
            Map.of(
                "type", "jdbc",
                "uri", "jdbc:nodb://me:geheim@host/db?password=geheim",
                "warehouse", "/w"))) {
      Tables tables = lake.tables();

      assertThatThrownBy(() -> tables.load("db.clicks"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("put the jar of the JDBC driver into plugins/iceberg")
          .hasMessageNotContaining("geheim")
          .hasNoCause();
    }
  }

  @Test
  void aMissingClassIsNamed() throws IOException {
    try (Lake lake = lake(Map.of("catalog-impl", "com.example.Absent"))) {
      assertThatThrownBy(() -> lake.tables().load("db.clicks"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("com.example.Absent");
    }
  }

  @Test
  void aCommitThatMayHaveHappenedIsNotRepeated() throws IOException {
    try (Lake lake =
        lake(
            Map.of(
                "catalog-impl",
                UnknownCatalog.class.getName(),
                "warehouse",
                directory.resolve("warehouse").toString()))) {
      Schema columns = lake.create(Lake.CLICK).fit(Lake.CLICK, Lake.HOURLY).columns();
      List<Table.File> files = List.of(lake.clicks(columns, 0, 10));
      Table table = lake.table();
      UnknownCatalog.UNKNOWN.set(1);

      assertThatThrownBy(() -> table.append(new Position(Lake.LOG, 1), files))
          .isInstanceOf(IOException.class)
          .hasMessageContainingAll("record 1", "db.clicks", "the connection was lost", "next run");
      assertThat(table.append(new Position(Lake.LOG, 1), files)).isFalse();

      assertThat(lake.rows()).hasSize(10);
      assertThat(lake.iceberg().snapshots()).hasSize(1);
    }
  }
}
