package io.camus.commit;

import static io.camus.commit.Workplace.GENEROUS;
import static io.camus.commit.Workplace.OWNER;
import static io.camus.commit.Workplace.RUN;
import static io.camus.commit.Workplace.TOPIC_ID;
import static io.camus.commit.Workplace.append;
import static io.camus.commit.Workplace.range;
import static io.camus.commit.Workplace.sets;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.format.Lines;
import io.camus.model.DataFile;
import io.camus.model.DataFile.Part;
import io.camus.model.LogEntry;
import io.camus.model.NewPosition;
import io.camus.model.OffsetRange;
import io.camus.model.PartitionPosition;
import io.camus.model.PulledGroup;
import io.camus.model.TaskManifest;
import io.camus.model.WindowCount;
import io.camus.spi.StorePath;
import io.camus.store.LocalStore;
import io.camus.verify.Depth;
import io.camus.verify.Verification;
import io.camus.verify.VerifyReport;
import io.camus.wire.ManifestFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs as large clusters and many years make them, in the heap of a test. */
class LargeLogTest {
  private static final int TOPICS = 10_000;
  private static final int PARTITIONS = 20;
  private static final int TASKS = 40;

  @Test
  void twoHundredThousandRangesAreOneRecordThatCanBeReadAgain(@TempDir Path folder)
      throws IOException {
    LocalStore store = new LocalStore();
    StorePath base = new StorePath(folder.toString());
    Layout layout =
        new Layout(base.child("exec"), base.child("history"), base.child("data"), Optional.empty());
    CommitLog log = log(store, layout, 1);
    List<LogEntry> first = new ArrayList<>();
    first.add(new LogEntry.Opens(RUN, OWNER));
    for (int i = 0; i < TOPICS * PARTITIONS; i++) {
      PartitionPosition start = new PartitionPosition(TOPIC_ID, 0, 0);
      first.add(new LogEntry.Sets(new NewPosition(partition(i), start, "first seen")));
    }
    log.append(state -> first);
    store.makeDirectories(layout.tasks(RUN));
    for (int task = 0; task < TASKS; task++) {
      List<PulledGroup> groups = new ArrayList<>();
      for (int i = task; i < TOPICS * PARTITIONS; i += TASKS) {
        groups.add(pulled(layout, partition(i)));
      }
      ManifestFile.write(
          store.create(layout.manifest(RUN, task)),
          new TaskManifest(RUN, task, "attempt-" + task, groups, List.of()));
    }

    OneByOne.runCommit(store, layout, log, GENEROUS, RUN).close();

    CommitLog again = log(store, layout, 2);
    assertThat(again.state().openRuns()).isEmpty();
    assertThat(again.state().positions()).hasSize(TOPICS * PARTITIONS);
    assertThat(again.state().positions().values()).allMatch(position -> position.next() == 50);
  }

  @Test
  void aRangeOfFortyThousandFilesIsCommittedPublishedAndVerified(@TempDir Path folder)
      throws IOException {
    int count = 40_000;
    LocalStore store = new LocalStore();
    StorePath base = new StorePath(folder.toString());
    Layout layout =
        new Layout(base.child("exec"), base.child("history"), base.child("data"), Optional.empty());
    CommitLog log = log(store, layout, 1);
    TopicPartition partition = partition(0);
    log.append(
        state ->
            List.of(
                new LogEntry.Opens(RUN, OWNER),
                new LogEntry.Sets(
                    new NewPosition(
                        partition, new PartitionPosition(TOPIC_ID, 0, 0), "first seen"))));
    store.makeDirectories(layout.tasks(RUN));
    PulledGroup many = pulledIntoFiles(layout, partition, count);
    ManifestFile.write(
        store.create(layout.manifest(RUN, 0)),
        new TaskManifest(RUN, 0, "attempt-0", List.of(many), List.of()));

    OneByOne.runCommit(store, layout, log, GENEROUS, RUN).close();
    for (DataFile file : many.files()) { // as if they had been renamed already
      Path published = LocalStore.localPath(new StorePath(file.destination()));
      Files.createDirectories(published.getParent());
      Files.write(published, new byte[(int) file.bytes()]);
    }
    assertThat(OneByOne.publisher(store, log(store, layout, 2)).publishAll()).isEmpty();

    VerifyReport report =
        new Verification(store, layout, Verification.Settings.of(Depth.NAMES, Lines.readers("\n")))
            .verify();
    assertThat(report.violations()).isEmpty();
    assertThat(report.topics())
        .singleElement()
        .satisfies(it -> assertThat(it.files()).isEqualTo(count));
  }

  /** One record a file, each hour of the day a directory. */
  private static PulledGroup pulledIntoFiles(Layout layout, TopicPartition partition, int count) {
    OffsetRange range = new OffsetRange(partition, TOPIC_ID, 0, 0, count);
    List<DataFile> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = String.format(Locale.ROOT, "%s+0+%d+%d+1.json.gz", partition.topic(), i, i + 1);
      files.add(
          new DataFile(
              DataFile.Kind.DATA,
              layout.attempt(RUN, "attempt-0").child("data/" + i + ".json.gz").value(),
              layout
                  .destination()
                  .child(partition.topic() + "/hourly/2026/11/" + i % 24 + "/" + name)
                  .value(),
              List.of(new Part(new OffsetRange(partition, TOPIC_ID, 0, i, i + 1), 1)),
              1,
              i,
              i,
              "crc32c:00000000",
              "sum64:0000000000000000"));
    }
    return new PulledGroup(
        List.of(Workplace.pulled(range, count, Map.of(), OptionalInt.of(4), 10_000)),
        files,
        List.of());
  }

  @Test
  void aLogOfTenThousandRecordsIsOpenedByReadingWhatCameAfterItsCheckpoint() throws IOException {
    Workplace place = new Workplace();
    CommitLog log = place.log();
    for (int generation = 0; generation < 10_010; generation++) {
      append(log, sets("clicks", generation, generation));
      log.checkpointEvery(20);
    }
    int read = place.store.opens();

    LogState state = place.log().state();

    assertThat(state.number()).isEqualTo(10_010);
    assertThat(state.fits(range("clicks", 10_009, 10_009, 10_010))).isTrue();
    // The checkpoint, ten records, and the look for one more.
    assertThat(place.store.opens() - read).isEqualTo(12);
  }

  private static CommitLog log(LocalStore store, Layout layout, int run) {
    return new CommitLog(
        store,
        layout,
        Workplace.run(100 + run),
        Optional.empty(),
        Clock.systemUTC(),
        new Random(run));
  }

  private static TopicPartition partition(int i) {
    return new TopicPartition("a-topic-of-many-" + i / PARTITIONS, i % PARTITIONS);
  }

  private static PulledGroup pulled(Layout layout, TopicPartition partition) {
    OffsetRange range = new OffsetRange(partition, TOPIC_ID, 0, 0, 50);
    String name =
        String.format(Locale.ROOT, "%s+%d+0+50+50.avro", partition.topic(), partition.partition());
    return new PulledGroup(
        List.of(Workplace.pulled(range, 50, Map.of(), OptionalInt.of(4), 10_000)),
        List.of(
            new DataFile(
                DataFile.Kind.DATA,
                layout.attempt(RUN, "attempt").child("data/" + name).value(),
                new StorePath("/data").child(partition.topic() + "/hourly/" + name).value(),
                List.of(new Part(range, 50)),
                10_000,
                0,
                1,
                "crc32c:00000000",
                "sum64:0000000000000000")),
        List.of(
            new WindowCount(0, "server", "service", 25),
            new WindowCount(600_000, "server", "service", 25)));
  }
}
