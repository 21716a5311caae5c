package io.camus.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.model.ConfigurationException;
import io.camus.spi.Table;
import io.camus.spi.Table.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IcebergTableTest {
  private static final long NOON = 1_764_763_200_000L;

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

  private static Position record(long number) {
    return new Position(Lake.LOG, number);
  }

  private Schema created() throws IOException {
    return lake.create(Lake.CLICK).fit(Lake.CLICK, Lake.HOURLY).columns();
  }

  private List<DataFile> files() {
    List<DataFile> files = new ArrayList<>();
    for (FileScanTask task : lake.iceberg().newScan().includeColumnStats().planFiles()) {
      files.add(task.file());
    }
    return files;
  }

  @Test
  void aMissingTableIsEmpty() throws IOException {
    assertThat(lake.tables().load("db.clicks")).isEmpty();
  }

  @Test
  void aRecordsFilesAreRowsAfterOneCommit() throws IOException {
    Schema columns = created();
    Table table = lake.table();

    assertThat(
            table.append(
                record(1),
                List.of(
                    lake.clicks(columns, NOON, 100), lake.clicks(columns, NOON + Lake.HOUR, 7))))
        .isTrue();

    assertThat(lake.rows()).hasSize(107);
    assertThat(lake.rows().get(1).getField("page")).isEqualTo("/1");
    assertThat(lake.table().follows(Lake.LOG)).hasValue(1);
    org.apache.iceberg.Table iceberg = lake.iceberg();
    assertThat(iceberg.snapshots()).hasSize(1);
    assertThat(iceberg.currentSnapshot().summary())
        .containsEntry("camus.log", Lake.LOG)
        .containsEntry("camus.record", "1")
        .containsEntry("added-records", "107");
  }

  @Test
  void aRepeatChangesNothing() throws IOException {
    Schema columns = created();
    List<Table.File> files = List.of(lake.clicks(columns, NOON, 3));
    lake.table().append(record(2), files);

    assertThat(lake.table().append(record(2), files)).isFalse();
    assertThat(lake.table().append(record(1), files)).isFalse();

    assertThat(lake.iceberg().snapshots()).hasSize(1);
  }

  @Test
  void withoutFilesOnlyThePositionMoves() throws IOException {
    created();

    assertThat(lake.table().append(record(4), List.of())).isTrue();

    assertThat(lake.table().follows(Lake.LOG)).hasValue(4);
    assertThat(lake.table().follows("another-log")).isEmpty();
    assertThat(lake.rows()).isEmpty();
  }

  @Test
  void aFileIsInTheHourOfItsEvents() throws IOException {
    Schema columns = created();
    lake.table()
        .append(
            record(1),
            List.of(lake.clicks(columns, NOON, 10), lake.clicks(columns, NOON + Lake.HOUR, 10)));

    assertThat(files())
        .extracting(file -> file.partition().get(0, Integer.class))
        .containsExactlyInAnyOrder((int) (NOON / Lake.HOUR), (int) (NOON / Lake.HOUR) + 1);
    assertThat(
            lake.iceberg()
                .newScan()
                .filter(Expressions.lessThan("time", (NOON + Lake.HOUR) * 1000))
                .planFiles())
        .hasSize(1);
  }

  @Test
  void boundsOfTimesAreInMicroseconds() throws IOException {
    Schema columns = created();
    lake.table().append(record(1), List.of(lake.clicks(columns, NOON, 10)));

    DataFile file = files().get(0);

    Types.TimestampType type = Types.TimestampType.withZone();
    assertThat((Long) Conversions.fromByteBuffer(type, file.lowerBounds().get(1)))
        .isEqualTo(NOON * 1000);
    assertThat((Long) Conversions.fromByteBuffer(type, file.upperBounds().get(1)))
        .isEqualTo((NOON + 9) * 1000);
    assertThat(file.nullValueCounts()).containsEntry(1, 0L).containsEntry(3, 4L);
    assertThat(file.recordCount()).isEqualTo(10);
    assertThat(file.splitOffsets()).hasSize(1);
  }

  @Test
  void aFileOfSeveralHoursIsRefused() throws IOException {
    Schema columns = created();
    Table.File file = lake.clicks(columns, NOON + Lake.HOUR - 5, 10);

    assertThatThrownBy(() -> lake.table().append(record(1), List.of(file)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(file.path().value(), "those of one hour");
    assertThat(lake.table().follows(Lake.LOG)).hasValue(0);
  }

  @Test
  void aFileWithoutIdsIsRefused() throws IOException {
    created();
    Table.File file = lake.clicks(Lake.MICROS, NOON, 10);

    assertThatThrownBy(() -> lake.table().append(record(1), List.of(file)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(
            file.path().value(), "column time has no id", "camus tables adopt");
  }

  @Test
  void liveFilesAreListed() throws IOException {
    Schema columns = created();
    Table.File file = lake.clicks(columns, NOON, 10);
    lake.table().append(record(1), List.of(file));

    List<Table.Live> live = new ArrayList<>();
    lake.table().files(live::add);

    assertThat(live).containsExactly(new Table.Live("file:" + file.path(), 10));
  }
}
