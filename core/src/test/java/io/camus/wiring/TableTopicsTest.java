package io.camus.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.commit.Layout;
import io.camus.commit.StoreCalls;
import io.camus.config.CamusConfig;
import io.camus.engine.Engine;
import io.camus.model.FollowedTable;
import io.camus.model.OffsetRange;
import io.camus.model.PlannedRange;
import io.camus.model.PlannedRange.Begin;
import io.camus.model.Problem;
import io.camus.model.RunId;
import io.camus.model.Split;
import io.camus.reading.SchemaIndex;
import io.camus.schema.SealedTexts;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.SchemaRegistry;
import io.camus.spi.SourceRecord;
import io.camus.spi.Table;
import io.camus.spi.Tables;
import io.camus.store.LocalStore;
import io.camus.table.KnownTables;
import io.camus.table.TablePreparation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a topic's table decides: refusals before the pull, and the files of its tasks. */
class TableTopicsTest {
  private static final RunId RUN = new RunId("2026-11-22-14-05-59-ba419d");
  private static final Schema CLICK =
      SchemaBuilder.record("Click").fields().requiredInt("x").endRecord();
  private static final Schema LARGER =
      SchemaBuilder.record("Click").fields().requiredInt("x").optionalString("page").endRecord();

  private final Map<String, String> settings = new TreeMap<>();
  private final LocalStore store = new LocalStore();
  private Optional<Schema> newest = Optional.of(CLICK);
  private Optional<FakeTable> table = Optional.of(new FakeTable(List.of(), List.of()));

  private int loads;

  @TempDir Path folder;

  @BeforeEach
  void makeSettings() {
    settings.put("kafka.brokers", "localhost:1");
    settings.put("etl.destination.path", folder + "/data");
    settings.put("etl.execution.base.path", folder + "/base");
    settings.put("etl.execution.history.path", folder + "/history");
    settings.put("camus.message.decoder.class", "avro");
    settings.put("camus.output.format", "avro");
    settings.put("camus.table.clicks", "db.clicks");
  }

  /** A table that numbers the columns of any schema from 100. */
  private static final class FakeTable implements Table {
    private final List<String> changes;
    private final List<String> conflicts;
    private boolean evolved;
    private boolean follows;

    FakeTable(List<String> changes, List<String> conflicts) {
      this.changes = changes;
      this.conflicts = conflicts;
    }

    @Override
    public OptionalLong follows(String log) {
      return follows ? OptionalLong.of(1) : OptionalLong.empty();
    }

    @Override
    public OptionalLong begins(String log) {
      return follows(log);
    }

    @Override
    public Fit fit(Schema wanted, Tables.Partitioning partitioning) {
      List<Schema.Field> fields = new ArrayList<>();
      for (Schema.Field field : wanted.getFields()) {
        Schema.Field numbered = new Schema.Field(field, field.schema());
        numbered.addProp("field-id", 100 + field.pos());
        fields.add(numbered);
      }
      return new Fit(
          Schema.createRecord(wanted.getName(), null, wanted.getNamespace(), false, fields),
          evolved ? List.of() : changes,
          conflicts);
    }

    @Override
    public void evolve(Schema wanted, Tables.Partitioning partitioning) {
      evolved = true;
    }

    @Override
    public boolean append(Position position, List<File> files) {
      follows = true;
      return true;
    }

    @Override
    public long adopt(Position position, List<File> files) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void files(Consumer<Live> each) {}
  }

  private Tables catalog() {
    return new Tables() {
      @Override
      public Optional<Table> load(String name) {
        loads++;
        return table.map(it -> it);
      }

      @Override
      public Table create(
          String name, Schema columns, Partitioning partitioning, Table.Position begin) {
        table = Optional.of(new FakeTable(List.of(), List.of()));
        return table.get();
      }

      @Override
      public void close() {}
    };
  }

  private CamusConfig config() {
    return CamusConfig.parse(settings);
  }

  private TopicPulls pulls() {
    SchemaRegistry registry =
        new SchemaRegistry() {
          @Override
          public Optional<Schema> schema(String topic, int id) {
            return Optional.of(CLICK);
          }

          @Override
          public Optional<Schema> newest(String topic) {
            return newest;
          }

          @Override
          public Optional<Integer> register(String topic, Schema schema) {
            return Optional.empty();
          }
        };
    return new TopicPulls(config(), Optional.of(registry), path -> store, path -> Optional.empty());
  }

  /** The rules of a run, with its preparation. */
  private final class Setup {
    final TablePreparation preparation =
        new TablePreparation(
            new KnownTables(store, layout()), TableTopicsTest.this::catalog, new StoreCalls(1));
    final SchemaRules rules;

    Setup() {
      SetupSchemas schemas = new SetupSchemas(pulls().registry(), preparation::columns);
      rules =
          new SchemaRules(
              config(),
              pulls().with(schemas),
              schemas,
              new SchemaIndex(
                  store,
                  layout(),
                  FileFormats.readers(config()),
                  new StoreCalls(1),
                  new SealedTexts(store, Clock.systemUTC())),
              preparation);
      rules.begin(Set::of);
    }

    Optional<String> refusal() {
      return rules.refusal("clicks");
    }

    Map<String, Problem> prepare() throws IOException {
      return preparation.prepare(rules.wishes(Set.of("clicks")), new Table.Position("log", 1));
    }
  }

  private Layout layout() {
    return Wiring.layoutOf(config());
  }

  @Test
  void filesOfATableHaveTheIdsOfItsColumns() throws IOException {
    Setup setup = new Setup();
    assertThat(setup.refusal()).isEmpty();
    assertThat(setup.prepare()).isEmpty();
    newest = Optional.of(LARGER); // Too late for this run.

    Datum datum = decodedByATask(setup);
    Schema schema = datum.type.schema().orElseThrow();
    assertThat(schema.getFields().stream().map(Schema.Field::name))
        .containsExactly("x", "_kafka_partition", "_kafka_offset", "_kafka_event_time");
    assertThat(schema.getFields().stream().map(it -> it.getObjectProp("field-id")))
        .containsExactly(100, 101, 102, 103);
    GenericRecord record =
        new GenericDatumReader<GenericRecord>(schema)
            .read(
                null,
                DecoderFactory.get().binaryDecoder(datum.bytes, datum.offset, datum.length, null));
    assertThat(record.toString())
        .isEqualTo(
            "{\"x\": 1, \"_kafka_partition\": 3, \"_kafka_offset\": 42, \"_kafka_event_time\": 5}");
  }

  private Datum decodedByATask(Setup setup) {
    Engine engine =
        setup.rules.passedTo(
            (run, splits) -> {
              throw new IllegalStateException("started");
            },
            store,
            layout()::schemas);
    try {
      Engine.Job unused = engine.start(RUN, List.of(split()));
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("started");
    }
    byte[] value = {0, 0, 0, 0, 7, 2};
    return (Datum)
        pulls()
            .with(new RunSchemas(store, layout().schemas(RUN)))
            .decoder("clicks")
            .decode(
                new SourceRecord()
                    .set("clicks", 3, 42, 5, null, ByteBuffer.wrap(value), new RecordHeaders()));
  }

  private static Split split() {
    return new Split(
        0,
        List.of(
            new PlannedRange(
                new OffsetRange(new TopicPartition("clicks", 3), new Uuid(1, 1), 0, 0, 9),
                1,
                OptionalInt.empty(),
                Begin.AT_POSITION)),
        Map.of());
  }

  @Test
  void aTableThatCannotHaveTheDataRefusesTheTopic() {
    table = Optional.of(new FakeTable(List.of(), List.of("x is a string in the table")));
    assertThat(new Setup().refusal().orElseThrow())
        .contains("db.clicks cannot have the data of this topic: x is a string in the table");
  }

  @Test
  void avroFilesThatReadersOfTablesCannotReadRefuseTheTopic() {
    newest =
        Optional.of(
            SchemaBuilder.record("Click")
                .fields()
                .name("kind")
                .type()
                .enumeration("Kind")
                .symbols("A", "B")
                .noDefault()
                .endRecord());

    assertThat(new Setup().refusal().orElseThrow())
        .contains("field kind is an enum", "camus.output.format = parquet");
  }

  @Test
  void aTableThatHasToChangeDoesSoOnlyIfItMay() throws IOException {
    table = Optional.of(new FakeTable(List.of("column page is added"), List.of()));
    assertThat(new Setup().refusal().orElseThrow())
        .contains("column page is added", "camus.table.evolve = true");

    settings.put("camus.table.evolve", "true");
    Setup setup = new Setup();
    assertThat(setup.refusal()).isEmpty();
    assertThat(table.get().evolved).isFalse();
    assertThat(setup.prepare()).isEmpty();
    assertThat(table.get().evolved).isTrue();
  }

  @Test
  void aMissingTableIsCreatedOnlyIfItMay() throws IOException {
    table = Optional.empty();
    assertThat(new Setup().refusal().orElseThrow())
        .contains("no table db.clicks", "camus.table.create = true");

    settings.put("camus.table.create", "true");
    Setup setup = new Setup();
    assertThat(setup.refusal()).isEmpty();
    assertThat(table).isEmpty();
    assertThat(setup.prepare()).isEmpty();
    assertThat(table).isPresent();
  }

  @Test
  void theCatalogIsNotAskedAgainAboutATableThatWasPreparedForTheSameData() throws IOException {
    Setup first = new Setup();
    assertThat(first.prepare()).isEmpty();
    new KnownTables(store, layout())
        .write(
            Map.of(
                "db.clicks",
                new FollowedTable("db.clicks", "clicks", 1, 1, first.preparation.found("clicks"))));
    loads = 0;
    assertThat(new Setup().refusal()).isEmpty();
    assertThat(loads).isZero();

    newest = Optional.of(LARGER);
    assertThat(new Setup().refusal()).isEmpty();
    assertThat(loads).isOne();
  }

  @Test
  void settingsThatCannotWorkRefuseTheTopic() {
    settings.put("camus.output.format", "json");
    assertThat(new Setup().refusal().orElseThrow()).contains("parquet, avro, orc");
    settings.put("camus.output.format", "avro");
    settings.put("camus.output.columns", "offset");
    assertThat(new Setup().refusal().orElseThrow()).contains("need the column event_time");
    settings.put("camus.table.partition", "none");
    assertThat(new Setup().refusal()).isEmpty();
    settings.remove("camus.output.columns");
    settings.put("camus.table.partition", "hour");
    settings.put("etl.partitioner.class", "daily");
    assertThat(new Setup().refusal().orElseThrow())
        .contains("may have records of several partitions", "camus.table.partition = day");
    settings.remove("camus.table.partition");
    assertThat(new Setup().refusal()).isEmpty();
    settings.put("etl.default.timezone", "Asia/Kolkata");
    assertThat(new Setup().refusal().orElseThrow()).contains("camus.table.partition = none");
    settings.put("etl.partitioner.class", "hourly");
    assertThat(new Setup().refusal().orElseThrow()).contains("several partitions");
  }

  @Test
  void aSchemaThatIsNotKnownBeforeThePullRefusesTheTopic() {
    newest = Optional.empty();
    assertThat(new Setup().refusal().orElseThrow()).contains("no newest schema for clicks");
  }

  @Test
  void twoTopicsCannotHaveOneTable() {
    settings.put("camus.table.views", "db.clicks");
    Setup setup = new Setup();
    assertThat(setup.refusal()).isEmpty();
    assertThat(setup.rules.refusal("views").orElseThrow())
        .contains("its table is that of topic clicks, too");
  }

  @Test
  void aPatternNamesTheTableOfEachTopic() {
    settings.remove("camus.table.clicks");
    settings.put("camus.table", "db.{topic}");
    settings.put("camus.table.secret", "none");
    assertThat(config().topic("page.views-2").table()).contains("db.page_views_2");
    assertThat(config().topic("secret").table()).isEmpty();
    settings.put("camus.table", "db.all");
    assertThat(CamusConfig.check(settings).toString()).contains("write {topic} into its name");
  }
}
