package io.camus.commit;

import io.camus.model.CommitRecord;
import io.camus.model.DataFile;
import io.camus.model.DataFile.Part;
import io.camus.model.LogEntry;
import io.camus.model.NewPosition;
import io.camus.model.OffsetRange;
import io.camus.model.PartitionPosition;
import io.camus.model.PulledGroup;
import io.camus.model.PulledRange;
import io.camus.model.RejectionCause;
import io.camus.model.RunId;
import io.camus.model.RunOwner;
import io.camus.model.TaskManifest;
import io.camus.model.WindowCount;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.store.MemoryStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** A store in memory with a commit log, and shorthands for what drivers and tasks do there. */
final class Workplace {
  static final Instant NOW = Instant.parse("2026-11-22T14:05:59Z");
  static final Uuid TOPIC_ID = new Uuid(1, 1);
  static final RunId RUN = run(1);
  static final String NO_RECORDS = "sum64:0000000000000000";
  static final RunOwner OWNER = new RunOwner("local", "host", 1, NOW);

  final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  final MemoryStore memory = new MemoryStore(clock);
  final ScriptedStore store = new ScriptedStore(memory);
  final Layout layout =
      new Layout(
          new StorePath("/exec"),
          new StorePath("/history"),
          new StorePath("/data"),
          Optional.empty(),
          3);
  private int logs;

  static RunId run(int number) {
    return new RunId(String.format(Locale.ROOT, "2026-11-22-14-05-59-%06x", number));
  }

  /** The log as a driver of its own sees it, through the scripted store. */
  CommitLog log() {
    return log(store);
  }

  CommitLog log(Store through) {
    logs++;
    return new CommitLog(
        through,
        layout,
        run(100 + logs),
        Optional.of(Duration.ofMinutes(10)),
        clock,
        new Random(logs));
  }

  /** Opens a run in the log, gives clicks-0 its first position, and makes the run's directory. */
  CommitLog opened() throws IOException {
    CommitLog log = log();
    append(log, new LogEntry.Opens(RUN, OWNER), sets("clicks", 0, 0));
    memory.makeDirectories(layout.tasks(RUN));
    return log;
  }

  static CommitRecord append(CommitLog log, LogEntry... entries) {
    return log.append(state -> List.of(entries)).orElseThrow();
  }

  static LogEntry.Sets sets(String topic, int generation, long next) {
    return new LogEntry.Sets(
        new NewPosition(
            new TopicPartition(topic, 0),
            new PartitionPosition(TOPIC_ID, generation, next),
            "because"));
  }

  static OffsetRange range(String topic, long from, long to) {
    return range(topic, 0, from, to);
  }

  static OffsetRange range(String topic, int generation, long from, long to) {
    return new OffsetRange(new TopicPartition(topic, 0), TOPIC_ID, generation, from, to);
  }

  /** What an attempt pulled: all records of the ranges, in one staged file. */
  PulledGroup pulled(RunId run, String attempt, OffsetRange... ranges) throws IOException {
    OffsetRange range = ranges[0];
    String name =
        String.format(
            Locale.ROOT,
            "%s+%d+%d.g%d",
            range.partition().topic(),
            range.from(),
            range.to(),
            range.generation());
    StorePath staged = layout.attempt(run, attempt).child("data/" + name);
    byte[] content = ("content of " + name).getBytes(StandardCharsets.UTF_8);
    memory.makeDirectories(staged.parent());
    write(staged, content);
    CRC32C checksum = new CRC32C();
    checksum.update(content);
    DataFile file =
        new DataFile(
            DataFile.Kind.DATA,
            staged.value(),
            "/data/" + range.partition().topic() + "/hourly/" + name,
            Stream.of(ranges).map(it -> new Part(it, it.length())).toList(),
            content.length,
            0,
            1,
            Digest.of(checksum),
            NO_RECORDS);
    List<PulledRange> pulled =
        Stream.of(ranges)
            .map(it -> pulled(it, it.length(), Map.of(), OptionalInt.empty(), 0))
            .toList();
    return new PulledGroup(
        pulled, List.of(file), List.of(new WindowCount(0, "server", "service", range.length())));
  }

  /**
   * What is said of a range that was pulled to its end; what was not written or rejected is absent.
   */
  static PulledRange pulled(
      OffsetRange range,
      long written,
      Map<RejectionCause, Long> rejected,
      OptionalInt leaderEpoch,
      long bytes) {
    long bad = rejected.values().stream().mapToLong(Long::longValue).sum();
    return new PulledRange(
        range,
        range.to(),
        written,
        rejected,
        0,
        range.length() - written - bad,
        NO_RECORDS,
        Optional.empty(),
        leaderEpoch,
        bytes,
        Optional.empty(),
        Optional.empty());
  }

  void write(StorePath path, byte[] content) throws IOException {
    try (OutputStream out = memory.create(path)) {
      out.write(content);
    }
  }

  void write(StorePath path, String content) throws IOException {
    memory.makeDirectories(path.parent());
    write(path, content.getBytes(StandardCharsets.UTF_8));
  }

  boolean exists(StorePath path) {
    try {
      return memory.stat(path).isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A task ends: its manifest is there. */
  TaskManifest finishTask(RunId run, int task, PulledGroup... groups) throws IOException {
    String attempt = "attempt-" + task;
    memory.makeDirectories(layout.attempt(run, attempt));
    memory.makeDirectories(layout.tasks(run));
    TaskManifest manifest = new TaskManifest(run, task, attempt, List.of(groups), List.of());
    TaskCommit commit = OneByOne.taskCommit(memory, layout, run, task, attempt);
    commit.prepare(manifest);
    commit.commit();
    return manifest;
  }

  RunCommit runCommit(CommitLog log) {
    return OneByOne.runCommit(store, layout, log, GENEROUS, RUN);
  }

  /** Any number of bad records is fine. */
  static final ErrorBudget GENEROUS = (topic, ranges) -> Optional.empty();

  /** A range of bad and good records; the names of the bad ones' causes decide. */
  static PulledGroup mixed(String topic, long good, Map<RejectionCause, Long> bad) {
    long rejected = bad.values().stream().mapToLong(Long::longValue).sum();
    OffsetRange range = range(topic, 0, good + rejected);
    List<DataFile> files = new ArrayList<>();
    if (good > 0) {
      files.add(file(DataFile.Kind.DATA, range, good));
    }
    if (rejected > 0) {
      files.add(file(DataFile.Kind.DEAD_LETTER, range, rejected));
    }
    return new PulledGroup(
        List.of(pulled(range, good, bad, OptionalInt.empty(), 0)), files, List.of());
  }

  private static DataFile file(DataFile.Kind kind, OffsetRange range, long records) {
    return new DataFile(
        kind,
        "/s",
        "/d",
        List.of(new Part(range, records)),
        1,
        0,
        0,
        "crc32c:00000000",
        NO_RECORDS);
  }
}
