package io.camus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.commit.CommitLog;
import io.camus.commit.Layout;
import io.camus.commit.LiveFile;
import io.camus.commit.LiveFiles;
import io.camus.commit.LogReader;
import io.camus.commit.LogState;
import io.camus.commit.OneByOne;
import io.camus.commit.Publisher;
import io.camus.commit.RunCommit;
import io.camus.format.Lines;
import io.camus.model.LogEntry;
import io.camus.model.NewPosition;
import io.camus.model.PartitionPosition;
import io.camus.model.RunId;
import io.camus.model.RunOwner;
import io.camus.spi.StorePath;
import io.camus.store.MemoryStore;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A destination in the resources that an earlier Camus has left behind: seven records with a
 * checkpoint at 5, of which the last is not published, and run 3, which is open and has a finished
 * task. It is never written again; what is read here is what users have on disk.
 */
class OldLogTest {
  private static final RunId THIRD = SmallPipeline.run(3);

  static final StorePath BASE = new StorePath("/camus");
  static final Layout LAYOUT =
      new Layout(BASE.child("exec"), BASE.child("history"), BASE.child("data"), Optional.empty());
  private static final Clock CLOCK = Clock.fixed(SmallPipeline.NOW, ZoneOffset.UTC);

  private MemoryStore store;

  @BeforeEach
  void restore() throws IOException, URISyntaxException {
    store = restored();
  }

  /** A new store with what was left behind. */
  static MemoryStore restored() throws IOException, URISyntaxException {
    MemoryStore store = new MemoryStore(CLOCK);
    Path root = Path.of(OldLogTest.class.getResource("log-of-version-2").toURI());
    List<Path> files;
    try (Stream<Path> all = Files.walk(root)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      StorePath path = BASE;
      for (Path step : root.relativize(file)) {
        path = path.child(step.toString());
      }
      store.makeDirectories(path.parent());
      try (OutputStream out = store.create(path)) {
        out.write(Files.readAllBytes(file));
      }
    }
    return store;
  }

  static CommitLog log(MemoryStore store, int writer) {
    return new CommitLog(
        store,
        LAYOUT,
        SmallPipeline.run(writer),
        Optional.of(Duration.ofMinutes(10)),
        CLOCK,
        new Random(writer));
  }

  private VerifyReport verify() {
    return new Verification(
            store,
            LAYOUT,
            new Verification.Settings(
                Depth.CONTENT, Lines.readers(SmallPipeline.DELIMITER), 100_000, 100))
        .verify();
  }

  private static long next(LogState state, String topic, int partition) {
    return state.positions().get(new TopicPartition(topic, partition)).next();
  }

  @Test
  void itIsReadAsItWasMeant() {
    CommitLog log = log(store, 10);

    LogState state = log.state();
    assertThat(state.number()).isEqualTo(7);
    assertThat(state.openRuns())
        .containsOnlyKeys(THIRD)
        .containsValue(new RunOwner("local", "host", 1, SmallPipeline.NOW));
    assertThat(state.positions()).hasSize(5);
    assertThat(next(state, "plain", 0)).isEqualTo(7);
    assertThat(state.positions().get(new TopicPartition("plain", 0)).generation()).isEqualTo(1);
    assertThat(next(state, "raw", 0)).isEqualTo(104);
    assertThat(next(state, "shared", 0)).isEqualTo(6);
    assertThat(next(state, "shared", 1)).isEqualTo(9);
    assertThat(next(state, "gzip", 0)).isZero();
    assertThat(log.unpublished()).containsExactly(7L);
    assertThat(log.unaudited()).containsExactly(4L, 7L);
  }

  @Test
  void itIsVerifiedToTheLastByte() {
    VerifyReport report = verify();

    assertThat(report.violations()).isEmpty();
    assertThat(report.records()).isEqualTo(7);
    assertThat(report.unpublished()).containsExactly(7L);
    assertThat(report.topics().stream().mapToLong(VerifyReport.Topic::records).sum()).isEqualTo(32);
  }

  @Test
  void itsFilesAreLive() throws IOException {
    LiveFiles index = new LiveFiles(new LogReader(store, LAYOUT), file -> true);
    index.refresh();

    assertThat(index.number()).isEqualTo(7);
    assertThat(index.files().count())
        .isEqualTo(verify().topics().stream().mapToLong(VerifyReport.Topic::files).sum());
    assertThat(index.files().filter(it -> !it.published()).map(LiveFile::record))
        .isNotEmpty()
        .containsOnly(7L);
    assertThat(
            index
                .files()
                .map(it -> it.published() ? it.file().destination() : it.file().staged())
                .map(StorePath::new))
        .isSubsetOf(store.files().keySet());
    assertThat(index.parts(new TopicPartition("shared", 1)))
        .extracting(it -> it.part().range().from())
        .isSorted()
        .hasSizeGreaterThan(1);
  }

  @Test
  void itGoesOn() throws IOException {
    CommitLog log = log(store, 10);
    Publisher publisher = OneByOne.publisher(store, log);
    assertThat(publisher.publishAll()).isEmpty();

    RunCommit adoption =
        OneByOne.runCommit(store, LAYOUT, log, (topic, pulled) -> Optional.empty(), THIRD);
    assertThat(adoption.close().orElseThrow().number()).isEqualTo(8);
    assertThat(publisher.publishAll()).isEmpty();

    RunId next = SmallPipeline.run(10);
    TopicPartition partition = new TopicPartition("late", 0);
    List<LogEntry> entries = new ArrayList<>();
    entries.add(new LogEntry.Opens(next, new RunOwner("local", "host", 2, SmallPipeline.NOW)));
    entries.add(
        new LogEntry.Sets(
            new NewPosition(partition, new PartitionPosition(new Uuid(7, 8), 0, 5), "new")));
    assertThat(log.append(state -> entries).orElseThrow().number()).isEqualTo(9);
    assertThat(log.append(state -> List.of(new LogEntry.Closes(next))).orElseThrow().number())
        .isEqualTo(10);
    assertThat(OneByOne.cleanUp(store, LAYOUT, log, publisher).cleanUp()).isEmpty();
    log.checkpointEvery(1);

    LogState again = log(store, 11).state();
    assertThat(again.number()).isEqualTo(10);
    assertThat(again.positions()).isEqualTo(log.state().positions());
    assertThat(again.openRuns()).isEmpty();
    assertThat(next(again, "gzip", 0)).isEqualTo(3);
    VerifyReport report = verify();
    assertThat(report.violations()).isEmpty();
    assertThat(report.records()).isEqualTo(10);
    assertThat(report.unpublished()).isEmpty();
    assertThat(report.topics().stream().mapToLong(VerifyReport.Topic::records).sum()).isEqualTo(35);
  }
}
