package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.commit.CommitLog;
import io.camus.commit.LogReader;
import io.camus.commit.OneByOne;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.model.ConfigurationException;
import io.camus.model.ExitCode;
import io.camus.model.RunId;
import io.camus.report.RunSummary;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.spi.Table;
import io.camus.spi.Tables;
import io.camus.table.KnownTables;
import io.camus.table.StoreTables;
import io.camus.table.TableComparison;
import io.camus.table.TableRepair;
import io.camus.table.TableStatus;
import io.camus.table.TableStatus.State;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs with tables, whose catalog fails or is changed by others. */
class TablesTest {
  private static final Schema WANTED =
      SchemaBuilder.record("Line").fields().requiredString("value").endRecord();

  private World world;

  @BeforeEach
  void produceFirst() throws IOException {
    world = new World();
    world.inTables = true;
    produce("clicks", 3);
  }

  private void produce(String topic, int records) {
    for (int i = 0; i < records; i++) {
      world.kafka.produce(topic, 0, World.NOW.toEpochMilli() - 60_000 + i, topic + " " + i);
    }
  }

  private RunSummary run() {
    return world.run(store(), LiveRuns.RESPECT);
  }

  private void runWell() {
    RunSummary summary = run();
    assertThat(summary.problems()).isEmpty();
    assertThat(summary.exitCode()).isEqualTo(ExitCode.OK);
  }

  private Store store() {
    return world.ground.store();
  }

  private Tables catalog() {
    return new StoreTables(store(), WorldTables.CATALOG);
  }

  private StorePath directory(String topic) {
    return WorldTables.CATALOG.child("t." + topic);
  }

  private TableStatus status(String topic) throws IOException {
    return new TableComparison(new LogReader(store(), world.layout), this::catalog, OneByOne.CALLS)
        .compare(new TreeMap<>(Map.of("t." + topic, topic)))
        .get(0);
  }

  private TableRepair repair() {
    CommitLog log =
        new CommitLog(
            store(),
            world.layout,
            RunId.create(World.NOW, new Random(7)),
            Optional.empty(),
            world.clock,
            new Random(7));
    return new TableRepair(
        log,
        new LogReader(store(), world.layout),
        new KnownTables(store(), world.layout),
        catalog());
  }

  /** A catalog that does not answer. */
  private static Tables down() {
    return new Tables() {
      @Override
      public Optional<Table> load(String name) throws IOException {
        throw new IOException("connection refused");
      }

      @Override
      public Table create(
          String name, Schema columns, Partitioning partitioning, Table.Position begin)
          throws IOException {
        throw new IOException("connection refused");
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void aTableHasTheFilesOfItsTopicWhenTheRunEnds() throws IOException {
    produce("views", 5);
    runWell();
    produce("views", 5);
    runWell();

    world.checkAll();
    assertThat(status("views").state()).isEqualTo(State.COMPLETE);
    assertThat(status("views").present().files()).isEqualTo(2);
    assertThat(status("views").offsets()).containsExactly(Map.entry(0, 10L));
    assertThat(status("clicks").present().files()).isEqualTo(1);
  }

  @Test
  void aTopicIsNotPulledUntilItsColumnsAreKnown() {
    world.catalog = tables -> down();
    RunSummary summary = run();

    assertThat(summary.exitCode()).isEqualTo(ExitCode.OUTSIDE);
    assertThat(summary.problems().toString()).contains("t.clicks", "connection refused");
    assertThat(summary.topics()).noneMatch(it -> it.messages() > 0);

    world.catalog = tables -> tables;
    runWell();
    world.checkAll();
  }

  @Test
  void aCatalogThatIsDownDelaysOnlyItsTables() throws IOException {
    runWell();
    produce("clicks", 4);
    world.catalog = tables -> down();
    RunSummary summary = run();

    assertThat(summary.exitCode()).isEqualTo(ExitCode.OUTSIDE);
    assertThat(summary.topics().get(0).messages()).isEqualTo(4);
    assertThat(status("clicks").state()).isEqualTo(State.BEHIND);

    world.catalog = tables -> tables;
    runWell();
    world.checkAll();
  }

  @Test
  void whatRunsKnowCanBeDeleted() throws IOException {
    runWell();
    produce("clicks", 4);
    store().deleteAll(world.layout.tables());
    runWell();
    world.checkAll();
  }

  @Test
  void aTableThatIsDroppedIsMadeAgainFromItsFiles() throws IOException {
    runWell();
    produce("clicks", 4);
    runWell();
    store().deleteAll(directory("clicks"));
    produce("clicks", 5);
    RunSummary summary = run();

    assertThat(summary.exitCode()).isEqualTo(ExitCode.DATA);
    assertThat(summary.problems().toString()).contains("camus tables rebuild");

    assertThat(repair().rebuild(WorldTables.rule("clicks"), List.of(WANTED))).isEqualTo(2);
    runWell();
    world.checkAll();
  }

  @Test
  void aTableThatIsRestoredGetsNothingUntilItIsRebuilt() throws IOException {
    runWell();
    produce("clicks", 4);
    runWell();
    List<String> versions = store().names(directory("clicks"));
    store().delete(directory("clicks").child(versions.get(versions.size() - 1)));
    produce("clicks", 5);

    assertThat(run().exitCode()).isEqualTo(ExitCode.DATA);
    assertThat(repair().rebuild(WorldTables.rule("clicks"), List.of(WANTED))).isEqualTo(1);
    runWell();
    world.checkAll();
  }

  @Test
  void aTableOfAnotherLogIsNotRebuilt() throws IOException {
    runWell();
    store().deleteAll(directory("clicks"));
    Table other =
        catalog()
            .create(
                "t.clicks",
                WANTED,
                WorldTables.rule("clicks").partitioning(),
                new Table.Position("other", 1));

    assertThat(other.follows("other")).hasValue(1);
    assertThatThrownBy(() -> repair().rebuild(WorldTables.rule("clicks"), List.of(WANTED)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("does not follow this log");
  }

  @Test
  void aTableBeginsWithTheRunThatKnowsItAndAdoptsEarlierFiles() throws IOException {
    world.inTables = false;
    runWell();
    world.inTables = true;
    produce("clicks", 4);
    runWell();

    assertThat(status("clicks").state()).isEqualTo(State.COMPLETE);
    assertThat(status("clicks").expected().records()).isEqualTo(4);

    assertThat(repair().adopt(WorldTables.rule("clicks"), WANTED)).isEqualTo(1);
    assertThat(repair().adopt(WorldTables.rule("clicks"), WANTED)).isZero();
    produce("clicks", 5);
    runWell();
    world.checkAll();
  }

  @Test
  void filesThatOthersAddAreFound() throws IOException {
    runWell();
    Table table = catalog().load("t.clicks").orElseThrow();
    Table.File foreign = new Table.File(new StorePath("/other/file"), 1, 1, 0, 0);
    assertThat(table.append(new Table.Position("other", 1), List.of(foreign))).isTrue();

    assertThat(status("clicks").others().files()).isEqualTo(1);
    assertThat(status("clicks").state()).isEqualTo(State.DIFFERENT);
    assertThat(status("clicks").surplus()).isEqualTo(1);
  }

  @Test
  void aTopicThatWasNeverPulledHasNoTableYet() throws IOException {
    assertThat(status("clicks").state()).isEqualTo(State.MISSING);
    assertThat(status("clicks").newest()).isZero();
  }
}
