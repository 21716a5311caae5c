package io.camus.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.spi.Table;
import io.camus.spi.Table.Position;
import io.camus.spi.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Snapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each catalog must do. */
abstract class TableContractTest {
  static final long NOON = 1_764_763_200_000L;
  private static final int DRIVERS = 8;

  @TempDir Path directory;
  Lake lake;

  /** A lake in the directory with a catalog of this kind. */
  abstract Lake lake() throws Exception;

  @BeforeEach
  void openLake() throws Exception {
    lake = lake();
  }

  @AfterEach
  void closeLake() throws IOException {
    lake.close();
  }

  static Position record(long number) {
    return new Position(Lake.LOG, number);
  }

  Schema created() throws IOException {
    return lake.create(Lake.CLICK).fit(Lake.CLICK, Lake.HOURLY).columns();
  }

  /** As a run does that begins again. */
  private static boolean appendAtLast(Tables tables, Position position, List<Table.File> files)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return tables.load("db.clicks").orElseThrow().append(position, files);
      } catch (IOException e) {
        if (attempt == 50) {
          throw e;
        }
      }
    }
  }

  private static long snapshots(org.apache.iceberg.Table table, long record) {
    long count = 0;
    for (Snapshot snapshot : table.snapshots()) {
      if (Long.toString(record).equals(snapshot.summary().get("camus.record"))) {
        count++;
      }
    }
    return count;
  }

  @Test
  void aTableIsCreatedOnceAndKnown() throws IOException {
    assertThat(lake.tables().load("db.clicks")).isEmpty();

    Table table = lake.create(Lake.CLICK);
    Table same = lake.tables().create("db.clicks", Lake.CLICK, Lake.HOURLY, record(7));

    assertThat(table.follows(Lake.LOG)).hasValue(0);
    assertThat(same.follows(Lake.LOG)).hasValue(0);
    assertThat(lake.iceberg().spec().fields()).hasSize(1);
    assertThat(lake.iceberg().properties()).containsKey("schema.name-mapping.default");
  }

  @Test
  void recordsAreAppendedOnce() throws IOException {
    Schema columns = created();
    List<Table.File> first =
        List.of(lake.clicks(columns, NOON, 100), lake.clicks(columns, NOON + Lake.HOUR, 7));
    Table table = lake.table();

    assertThat(table.append(record(1), first)).isTrue();
    assertThat(table.append(record(1), first)).isFalse();
    assertThat(table.append(record(2), List.of())).isTrue();
    assertThat(lake.table().append(record(1), first)).isFalse();
    assertThat(table.append(record(3), List.of(lake.clicks(columns, NOON, 5)))).isTrue();

    assertThat(lake.rows()).hasSize(112);
    assertThat(lake.table().follows(Lake.LOG)).hasValue(3);
    assertThat(lake.iceberg().snapshots()).hasSize(3);
  }

  @Test
  void ofEightDriversThatAppendTheSameRecordsEachRecordIsOneSnapshot() throws Exception {
    Schema columns = created();
    int records = 3;
    List<Table.File> files = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      files.add(lake.clicks(columns, NOON + i, 10));
    }
    List<Tables> catalogs = new ArrayList<>();
    for (int i = 0; i < DRIVERS; i++) {
      catalogs.add(lake.tables());
    }
    CyclicBarrier start = new CyclicBarrier(DRIVERS);
    ExecutorService threads = Executors.newFixedThreadPool(DRIVERS);
    List<Future<Integer>> drivers = new ArrayList<>();
    for (Tables tables : catalogs) {
      drivers.add(
          threads.submit(
              () -> {
                int done = 0;
                for (int i = 0; i < records; i++) {
                  start.await();
                  done += appendAtLast(tables, record(i + 1), List.of(files.get(i))) ? 1 : 0;
                }
                return done;
              }));
    }
    int done = 0;
    for (Future<Integer> driver : drivers) {
      done += driver.get();
    }
    threads.shutdown();

    // An append whose answer is lost is false when it is repeated.
    assertThat(done).isLessThanOrEqualTo(records);
    assertThat(lake.iceberg().snapshots()).hasSize(records);
    assertThat(snapshots(lake.iceberg(), 2)).isEqualTo(1);
    assertThat(lake.rows()).hasSize(10 * records);
  }

  @Test
  void aRecordWhoseSnapshotHasExpiredIsNotAppendedAgain() throws IOException {
    Schema columns = created();
    List<Table.File> first = List.of(lake.clicks(columns, NOON, 10));
    Table early = lake.table();
    Table table = lake.table();
    table.append(record(1), first);
    table.append(record(2), List.of(lake.clicks(columns, NOON, 10)));
    lake.iceberg().expireSnapshots().expireOlderThan(Long.MAX_VALUE).retainLast(1).commit();

    assertThat(snapshots(lake.iceberg(), 1)).isZero();
    assertThat(early.append(record(1), first)).isFalse();
    assertThat(lake.table().append(record(1), first)).isFalse();
    assertThat(lake.rows()).hasSize(20);
  }

  @Test
  void aRecordWhoseFilesWereRewrittenIsNotAppendedAgain() throws IOException {
    Schema columns = created();
    List<Table.File> first =
        List.of(lake.clicks(columns, NOON, 10), lake.clicks(columns, NOON, 10));
    Table early = lake.table();
    early.append(record(1), first);
    rewrite(lake.clicks(columns, NOON, 20));

    assertThat(early.append(record(1), first)).isFalse();
    assertThat(early.append(record(2), List.of(lake.clicks(columns, NOON, 5)))).isTrue();

    assertThat(lake.rows()).hasSize(25);
    List<Table.Live> live = new ArrayList<>();
    early.files(live::add);
    assertThat(live).extracting(Table.Live::records).containsExactlyInAnyOrder(20L, 5L);
  }

  /** Replaces all files by one, as maintenance does. */
  private void rewrite(Table.File by) throws IOException {
    org.apache.iceberg.Table table = lake.iceberg();
    Set<DataFile> old = new HashSet<>();
    try (var files = table.newScan().planFiles()) {
      for (FileScanTask task : files) {
        old.add(task.file());
      }
    }
    DataFile merged =
        DataFiles.builder(table.spec())
            .withPath(by.path().value())
            .withFormat("parquet")
            .withFileSizeInBytes(by.bytes())
            .withRecordCount(by.records())
            .withPartition(old.iterator().next().partition())
            .build();
    RewriteFiles rewrite = table.newRewrite().addFile(merged);
    old.forEach(rewrite::deleteFile);
    rewrite.commit();
  }

  @Test
  void aTableThatLosesItsPropertyStillKnowsItsRecords() throws IOException {
    Schema columns = created();
    List<Table.File> first = List.of(lake.clicks(columns, NOON, 10));
    lake.table().append(record(1), first);
    lake.iceberg().updateProperties().remove("camus.record." + Lake.LOG).commit();

    assertThat(lake.table().follows(Lake.LOG)).isEmpty();
    assertThat(lake.table().append(record(1), first)).isFalse();
    assertThat(lake.rows()).hasSize(10);
  }

  @Test
  void aSchemaGrowsAndOldFilesHaveNulls() throws IOException {
    Schema columns = created();
    Table table = lake.table();
    table.append(record(1), List.of(lake.clicks(columns, NOON, 10)));
    Schema more =
        Lake.schema(
            Lake.field("time", "{'type':'long','logicalType':'timestamp-millis'}")
                + ","
                + Lake.field("user", "'long'")
                + ","
                + Lake.field("page", "['null','string']")
                + ","
                + Lake.field("agent", "'string'"));

    Table.Fit before = table.fit(more, Lake.HOURLY);
    table.evolve(more, Lake.HOURLY);
    Table.Fit after = lake.table().fit(more, Lake.HOURLY);

    assertThat(before.conflicts()).isEmpty();
    assertThat(before.changes())
        .containsExactly(
            "widen user from int to long", "add the optional column agent with the type string");
    assertThat(after.changes()).isEmpty();
    assertThat(table.append(record(2), List.of(lake.clicks(after.columns(), NOON, 10)))).isTrue();
    assertThat(lake.rows())
        .extracting(row -> row.getField("agent"))
        .containsOnly(
            null, "more 0", "more 1", "more 2", "more 3", "more 4", "more 5", "more 6", "more 7",
            "more 8", "more 9");
    assertThat(lake.rows())
        .extracting(row -> row.getField("user"))
        .hasOnlyElementsOfType(Long.class);
  }
}
