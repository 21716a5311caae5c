package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.commit.CommitLog;
import io.camus.commit.CommitRecord;
import io.camus.commit.Layout;
import io.camus.commit.LogEntry;
import io.camus.commit.PercentBudget;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.commit.RunLiveness;
import io.camus.commit.RunOwner;
import io.camus.commit.TaskCommit;
import io.camus.config.NullValuePolicy;
import io.camus.decode.TextDecoder;
import io.camus.format.Compression;
import io.camus.format.DeadLetters;
import io.camus.format.LineFileFormat;
import io.camus.model.DataFile;
import io.camus.model.OffsetRange;
import io.camus.model.RunId;
import io.camus.model.StartPosition;
import io.camus.partition.DatePartitioner;
import io.camus.pull.PullLimits;
import io.camus.pull.TaskAttempt;
import io.camus.pull.TopicPull;
import io.camus.setup.OutOfRangePolicy;
import io.camus.setup.Planner;
import io.camus.setup.PlannerSettings;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.store.MemoryStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A whole pipeline in one thread, on a store and a cluster in memory, and the protocol's
 * invariants.
 */
final class World {
  static final Instant NOW = Instant.parse("2026-11-22T14:05:59Z");
  private static final Duration WINDOW = Duration.ofMinutes(10);

  final SimulatedKafka kafka = new SimulatedKafka();
  final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  final MemoryStore store = new MemoryStore(clock);
  final Layout layout =
      new Layout(
          new StorePath("/camus/exec"),
          new StorePath("/camus/history"),
          new StorePath("/data"),
          Optional.empty());
  private final Random random = new Random(42);

  World() throws IOException {
    store.makeDirectories(new StorePath("/data"));
  }

  /** Runs with one attempt a task. */
  RunSummary run(Store through, LiveRuns liveRuns) {
    return run(through, liveRuns, 1);
  }

  /**
   * Runs.
   *
   * @param twins attempts of each task, all of which finish
   */
  RunSummary run(Store through, LiveRuns liveRuns, int twins) {
    InlineEngine engine =
        new InlineEngine(
            () -> attempt(through),
            (run, task, name) -> new TaskCommit(through, layout, run, task, name),
            split -> {
              List<String> names = new ArrayList<>();
              for (int i = 0; i < twins; i++) {
                names.add("attempt-%d-%d".formatted(split.task(), i));
              }
              return names;
            });
    Planner planner =
        new Planner(
            kafka,
            new PlannerSettings(
                topic -> Optional.empty(),
                topic -> Optional.empty(),
                new StartPosition.Earliest(),
                Optional.empty(),
                OutOfRangePolicy.LEAVE_AND_FAIL,
                topic -> false,
                2,
                1),
            clock);
    CamusRun.Parts parts =
        new CamusRun.Parts(
            planner::plan,
            engine,
            new PercentBudget(topic -> new PercentBudget.Limits(Optional.of(50.0), 50.0)),
            (run, owner) -> RunLiveness.Answer.DEAD,
            new CountsPublisher(
                through, Optional.of(new StorePath("/camus/counts")), Optional.empty(), WINDOW),
            new HistoryRetention(through, layout, Optional.empty(), Optional.empty(), clock));
    CamusRun.Settings settings =
        new CamusRun.Settings(
            new RunOwner("local", "host", 1, NOW),
            liveRuns,
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            10,
            false);
    return new CamusRun(through, layout, parts, settings, RunListener.silent(), clock, random)
        .run();
  }

  private TaskAttempt attempt(Store through) {
    return new TaskAttempt(
        through,
        layout,
        new TaskAttempt.Settings(
            new PullLimits(
                Optional.empty(), Optional.empty(), Optional.empty(), NOW, Duration.ofMinutes(1)),
            2,
            WINDOW,
            0),
        topic ->
            new TopicPull(
                new TextDecoder(
                    new LineFileFormat(".txt", new Compression.None(), new byte[] {'\n'})),
                DatePartitioner.hourly("hourly", ZoneOffset.UTC),
                layout.destination().child(topic),
                NullValuePolicy.DEAD_LETTER),
        kafka::read,
        clock,
        () -> 0);
  }

  /** The invariants of the protocol after a run that nothing disturbed. */
  void checkAll() {
    try {
      List<CommitRecord> records = records();
      checkRangesTile(records);
      checkFilesAreThere(records);
      checkNothingIsLeft();
      checkRecords();
      checkCounts();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<CommitRecord> records() throws IOException {
    CommitLog log =
        new CommitLog(
            store, layout, RunId.create(NOW, random), Optional.empty(), clock, new Random(1));
    assertThat(log.unpublished()).as("unpublished records").isEmpty();
    assertThat(log.state().openRuns()).as("open runs").isEmpty();
    List<CommitRecord> records = new ArrayList<>();
    for (long n = 1; n <= log.state().number(); n++) {
      records.add(log.read(n));
    }
    return records;
  }

  /** I1 and I4. */
  private static void checkRangesTile(List<CommitRecord> records) {
    Map<TopicPartition, Long> next = new HashMap<>();
    for (CommitRecord record : records) {
      for (LogEntry entry : record.entries()) {
        if (entry instanceof LogEntry.Sets sets) {
          next.put(sets.position().partition(), sets.position().position().next());
        } else if (entry instanceof LogEntry.Commits commit) {
          OffsetRange range = commit.pulled().range();
          assertThat(range.from()).as("begin of %s", range).isEqualTo(next.get(range.partition()));
          next.put(range.partition(), range.to());
        }
      }
    }
  }

  /** I2 and I3. */
  private void checkFilesAreThere(List<CommitRecord> records) {
    SortedMap<StorePath, byte[]> files = store.files();
    Set<StorePath> named = new HashSet<>();
    for (CommitRecord record : records) {
      for (DataFile file : record.files().toList()) {
        StorePath path = new StorePath(file.destination());
        assertThat(named.add(path)).as("%s is named once", path).isTrue();
        assertThat(files).containsKey(path);
        assertThat((long) files.get(path).length).isEqualTo(file.bytes());
      }
    }
    for (StorePath path : files.keySet()) {
      if (path.value().startsWith("/data/")) {
        assertThat(named).contains(path);
      }
    }
  }

  /** I7. */
  private void checkNothingIsLeft() throws IOException {
    assertThat(store.list(layout.runs())).as("runs that were not cleaned up").isEmpty();
    assertThat(store.files().keySet().stream().map(StorePath::name))
        .as("temporary files")
        .noneMatch(name -> name.startsWith("tmp-") || name.startsWith("."));
  }

  /** Every record is in exactly one file. */
  private void checkRecords() throws IOException {
    List<String> found = new ArrayList<>();
    for (Map.Entry<StorePath, byte[]> file : store.files().entrySet()) {
      String path = file.getKey().value();
      if (path.startsWith("/data/")) {
        String name = file.getKey().name();
        String[] parts = name.split("\\+", -1);
        new String(file.getValue(), StandardCharsets.ISO_8859_1)
            .lines()
            .forEach(line -> found.add("%s-%s@%s".formatted(parts[0], parts[1], line)));
      } else if (path.contains("/errors/")) {
        found.addAll(deadLetters(file.getValue()));
      }
    }
    // The simulated values begin with their own offset, so that a line tells where it comes from.
    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(
            kafka.records().stream().map(it -> it.replaceFirst("@\\d+ ", "@")).toList());
  }

  private static List<String> deadLetters(byte[] file) throws IOException {
    List<String> found = new ArrayList<>();
    try (DataFileStream<GenericRecord> in =
        new DataFileStream<>(
            new ByteArrayInputStream(file), new GenericDatumReader<>(DeadLetters.SCHEMA))) {
      for (GenericRecord letter : in) {
        ByteBuffer value = (ByteBuffer) letter.get("value");
        found.add(
            "%s-%s@%s"
                .formatted(
                    letter.get("topic"),
                    letter.get("partition"),
                    StandardCharsets.ISO_8859_1.decode(value)));
      }
    }
    return found;
  }

  /** The kept counts add up to the records in data files. */
  private void checkCounts() throws IOException {
    long counted = 0;
    for (Map.Entry<StorePath, byte[]> file : store.files().entrySet()) {
      if (file.getKey().value().startsWith("/camus/counts/")) {
        counted +=
            io.camus.count.CountsFile.read(new ByteArrayInputStream(file.getValue())).stream()
                .mapToLong(io.camus.count.TopicCounts::records)
                .sum();
      }
    }
    long lines =
        store.files().entrySet().stream()
            .filter(file -> file.getKey().value().startsWith("/data/"))
            .mapToLong(
                file -> new String(file.getValue(), StandardCharsets.ISO_8859_1).lines().count())
            .sum();
    assertThat(counted).isEqualTo(lines);
  }
}
