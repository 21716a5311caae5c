package io.camus.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.model.ConfigurationException;
import io.camus.spi.Table;
import io.camus.spi.Table.Position;
import io.camus.spi.Tables.Partitioning;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.iceberg.avro.AvroSchemaUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FitTest {
  private static final String TIME = "{'type':'long','logicalType':'timestamp-millis'}";
  private static final String HOME =
      "{'type':'record','name':'Place','fields':[{'name':'city','type':'string'}]}";

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

  private static Schema with(String name, String type) {
    return Lake.schema(Lake.field("time", TIME) + "," + Lake.field(name, type));
  }

  private Table table(Schema schema) throws IOException {
    return lake.tables().create("db.clicks", schema, Lake.HOURLY, new Position(Lake.LOG, 0));
  }

  private Table.Fit fit(Schema table, Schema wanted) throws IOException {
    return table(table).fit(wanted, Lake.HOURLY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'int'|'long'|widen it from int to long",
        "'float'|'double'|widen it from float to double",
        "{'type':'bytes','logicalType':'decimal','precision':9,'scale':2}"
            + "|{'type':'bytes','logicalType':'decimal','precision':12,'scale':2}"
            + "|widen it from decimal(9, 2) to decimal(12, 2)",
        "'int'|['null','int']|make it optional",
        "{'type':'array','items':'int'}|{'type':'array','items':['null','int']}"
            + "|make it.element optional",
        "{'type':'map','values':'int'}|{'type':'map','values':'long'}"
            + "|widen it.value from int to long",
        "{'type':'record','name':'P','fields':[{'name':'a','type':'int'}]}"
            + "|{'type':'record','name':'P','fields':[{'name':'a','type':'int'},"
            + "{'name':'b','type':'string'}]}"
            + "|add the optional column it.b with the type string",
        "{'type':'array','items':{'type':'record','name':'P','fields':[{'name':'a','type':'int'}]}}"
            + "|{'type':'array','items':{'type':'record','name':'P','fields':["
            + "{'name':'a','type':'int'},{'name':'b','type':['null','long']}]}}"
            + "|add the optional column it.element.b with the type long"
      })
  void whatATableCanChangeIsAChange(String table, String wanted, String words) throws IOException {
    Table.Fit fit = fit(with("it", unquoted(table)), with("it", unquoted(wanted)));

    assertThat(fit.conflicts()).isEmpty();
    assertThat(fit.changes()).containsExactly(words);

    lake.table().evolve(with("it", unquoted(wanted)), Lake.HOURLY);
    assertThat(lake.table().fit(with("it", unquoted(wanted)), Lake.HOURLY).changes()).isEmpty();
    // The former data still fit.
    assertThat(lake.table().fit(with("it", unquoted(table)), Lake.HOURLY).conflicts()).isEmpty();
    assertThat(lake.table().fit(with("it", unquoted(table)), Lake.HOURLY).changes()).isEmpty();
  }

  /** A value that the source of parameters took for a quoted text. */
  private static String unquoted(String type) {
    return type.matches("[a-z]+") ? "'" + type + "'" : type;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int|string|it is int in the table, and string in the data",
        "string|int|it is string in the table, and int in the data",
        "{'type':'long','logicalType':'local-timestamp-millis'}|"
            + TIME
            + "|it is timestamp in the table, and timestamptz in the data",
        "{'type':'array','items':'int'}|int|it is list in the table, and int in the data",
        "{'type':'bytes','logicalType':'decimal','precision':9,'scale':2}"
            + "|{'type':'bytes','logicalType':'decimal','precision':9,'scale':3}"
            + "|it is decimal(9, 2) in the table, and decimal(9, 3) in the data"
      })
  void whatATableCannotChangeIsAConflict(String table, String wanted, String words)
      throws IOException {
    Table.Fit fit = fit(with("it", unquoted(table)), with("it", unquoted(wanted)));

    assertThat(fit.conflicts()).containsExactly(words);
    assertThatThrownBy(() -> lake.table().evolve(with("it", unquoted(wanted)), Lake.HOURLY))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("db.clicks", words);
  }

  @Test
  void aRequiredColumnThatTheDataLackIsAConflict() throws IOException {
    Table.Fit fit = fit(with("it", "'int'"), Lake.schema(Lake.field("time", TIME)));

    assertThat(fit.conflicts())
        .containsExactly(
            "it is required in the table, and the data do not have it; make it optional");
    assertThat(fit.changes()).isEmpty();
  }

  @Test
  void anOptionalColumnThatTheDataLackIsNone() throws IOException {
    Table.Fit fit = fit(with("it", "['null','int']"), Lake.schema(Lake.field("time", TIME)));

    assertThat(fit.conflicts()).isEmpty();
    assertThat(fit.changes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"HOUR, time, 0", "DAY, time, 0", "NONE, time, 0", "HOUR, other, 1"})
  void partitionsMustBeTimesOfTheSameColumn(Partitioning.Unit unit, String column, int conflicts)
      throws IOException {
    Schema schema = with("other", TIME);
    Table table =
        lake.tables()
            .create("db.clicks", schema, new Partitioning("time", unit), new Position(Lake.LOG, 0));

    assertThat(table.fit(schema, new Partitioning(column, Partitioning.Unit.HOUR)).conflicts())
        .hasSize(conflicts);
  }

  @Test
  void partitionsThatCannotBeFilledAreAConflict() throws IOException {
    table(with("it", "'string'"));
    lake.iceberg().updateSpec().addField("it").commit();

    assertThat(lake.table().fit(with("it", "'string'"), Lake.HOURLY).conflicts().get(0))
        .contains("the table is partitioned by", "hours or days of time");
  }

  @Test
  void idsAreThoseOfTheTableAtEachLevel() throws IOException {
    Schema schema =
        Lake.schema(
            Lake.field("time", TIME)
                + ","
                + Lake.field("tags", "{'type':'map','values':['null','int']}")
                + ","
                + Lake.field("visits", "{'type':'array','items':" + HOME + "}")
                + ","
                + Lake.field("home", "['null','Place']"));
    Table.Fit fit = fit(schema, schema);
    Schema columns = fit.columns();
    org.apache.iceberg.Schema table = lake.iceberg().schema();

    // Iceberg's own reading of these properties gives the table's columns.
    assertThat(AvroSchemaUtil.toIceberg(columns).sameSchema(table)).isTrue();
    Schema again = new Schema.Parser().parse(columns.toString());
    assertThat(AvroSchemaUtil.toIceberg(again).sameSchema(table)).isTrue();
    assertThat(columns.getField("home").schema().getTypes().get(1).getFullName())
        .isEqualTo("io.camus.test.Place_2");
  }

  @Test
  void aColumnThatTheTableDoesNotHaveHasNoId() throws IOException {
    Table.Fit fit = fit(Lake.CLICK, with("new", HOME));

    assertThat(fit.columns().getField("time").getObjectProp("field-id")).isEqualTo(1);
    assertThat(fit.columns().getField("new").getObjectProp("field-id")).isNull();
  }

  @Test
  void idsFromElsewhereAreReplaced() throws IOException {
    Schema foreign = new Schema.Parser().parse(Lake.CLICK.toString());
    foreign.getField("user").addProp("field-id", 77);

    assertThat(fit(Lake.CLICK, foreign).columns().getField("user").getObjectProp("field-id"))
        .isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'null'|has no type but null",
        "['int','string']|union of 2 types besides null",
        "['null']|union of 0 types besides null",
        "['null','Click']|io.camus.test.Click contains itself",
        "{'type':'long','logicalType':'timestamp-nanos'}|use timestamp-micros",
        "{'type':'record','name':'E','fields':[]}|record without fields",
        "{'type':'bytes','logicalType':'decimal','precision':60,'scale':2}|60 digits"
      })
  void whatCannotBeAColumnIsRefusedByName(String type, String words) throws IOException {
    Schema schema = with("it", unquoted(type));

    assertThatThrownBy(() -> table(schema))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("field it", words);
    table(Lake.CLICK);
    assertThat(lake.table().fit(schema, Lake.HOURLY).conflicts().get(0)).contains(words);
  }

  @Test
  void twoThatEvolveAtOnceBothSucceed() throws IOException {
    table(Lake.CLICK);
    Table one = lake.table();
    Table other = lake.table();
    Schema wanted =
        Lake.schema(
            Lake.field("time", TIME)
                + ","
                + Lake.field("user", "'long'")
                + ","
                + Lake.field("page", "['null','string']")
                + ","
                + Lake.field("new", "'string'"));

    one.evolve(wanted, Lake.HOURLY);
    other.evolve(wanted, Lake.HOURLY);

    assertThat(other.fit(wanted, Lake.HOURLY).changes()).isEmpty();
    assertThat(lake.iceberg().schema().columns()).hasSize(4);
  }
}
