package io.camus.verify;

import io.camus.commit.CommitLog;
import io.camus.commit.Layout;
import io.camus.commit.OneByOne;
import io.camus.commit.Publisher;
import io.camus.commit.RunCommit;
import io.camus.commit.TaskCommit;
import io.camus.config.FileScope;
import io.camus.config.LineBreakPolicy;
import io.camus.config.NullValuePolicy;
import io.camus.count.Counting;
import io.camus.decode.BytesDecoder;
import io.camus.decode.TextDecoder;
import io.camus.format.AvroFileFormat;
import io.camus.format.Compression;
import io.camus.format.LineFileFormat;
import io.camus.format.Lines;
import io.camus.model.LogEntry;
import io.camus.model.NewPosition;
import io.camus.model.OffsetRange;
import io.camus.model.PartitionPosition;
import io.camus.model.PlannedRange;
import io.camus.model.RunId;
import io.camus.model.RunOwner;
import io.camus.model.Split;
import io.camus.partition.DatePartitioner;
import io.camus.pull.Generous;
import io.camus.pull.PullLimits;
import io.camus.pull.SilentProgress;
import io.camus.pull.TaskAttempt;
import io.camus.pull.TaskProgress;
import io.camus.pull.TopicPull;
import io.camus.spi.Decoder;
import io.camus.spi.FileFormat;
import io.camus.spi.StorePath;
import io.camus.staging.OpenLimits;
import io.camus.store.FileSystemStore;
import io.camus.store.LocalStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * A pipeline on the local file system, step by step: real files of every format below {@code
 * root/data}. A topic's name says its format: {@code raw}, {@code plain}, {@code gzip}, {@code
 * zstd}; partitions of one that ends in {@code shared} share files. Every fifth record of a topic
 * of lines is no UTF-8 and becomes a dead letter.
 */
final class SmallPipeline {
  static final Instant NOW = Instant.parse("2026-11-22T14:05:59Z");
  static final String DELIMITER = "|\n";
  private static final long FIRST_MILLIS = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();

  private static final TaskProgress SILENT = new SilentProgress();

  final FileSystemStore store = new LocalStore();
  final Layout layout;
  final CommitLog log;
  private final Path root;
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private int runs;

  /**
   * @param errors where dead letters are published, below the root; empty: in the history
   */
  SmallPipeline(Path root, Optional<String> errors) throws IOException {
    this.root = root.toRealPath();
    StorePath base = new StorePath(this.root.toString());
    this.layout =
        new Layout(
            base.child("exec"), base.child("history"), base.child("data"), errors.map(base::child));
    this.log = new CommitLog(store, layout, run(0), Optional.empty(), clock, new Random(runs));
    store.makeDirectories(layout.destination());
  }

  static RunId run(int number) {
    return new RunId(String.format(Locale.ROOT, "2026-11-22-14-05-59-%06x", number));
  }

  static OffsetRange range(String topic, int partition, int generation, long from, long to) {
    return new OffsetRange(
        new TopicPartition(topic, partition), new Uuid(7, 7), generation, from, to);
  }

  static OffsetRange range(String topic, long from, long to) {
    return range(topic, 0, 0, from, to);
  }

  /** A whole run; partitions get the position that their range needs. */
  RunId run(OffsetRange... ranges) throws IOException {
    RunId run = open(ranges);
    pull(run, ranges);
    commit(run);
    publish();
    cleanUp();
    return run;
  }

  RunId open(OffsetRange... ranges) {
    RunId run = run(++runs);
    List<LogEntry> entries = new ArrayList<>();
    entries.add(new LogEntry.Opens(run, new RunOwner("local", "host", 1, NOW)));
    for (OffsetRange range : ranges) {
      PartitionPosition known = log.state().positions().get(range.partition());
      if (known == null || known.generation() < range.generation()) {
        entries.add(
            new LogEntry.Sets(
                new NewPosition(
                    range.partition(),
                    new PartitionPosition(range.topicId(), range.generation(), range.from()),
                    "as the test wants it")));
      }
    }
    log.append(state -> entries);
    return run;
  }

  void pull(RunId run, OffsetRange... ranges) throws IOException {
    TaskAttempt attempt =
        new TaskAttempt(
            store,
            layout,
            new TaskAttempt.Settings(
                new PullLimits(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    NOW.plus(Duration.ofDays(99)),
                    Duration.ofMinutes(1)),
                new OpenLimits(9, Long.MAX_VALUE),
                Optional.of(new Counting(Duration.ofMinutes(10), it -> false, 10_000)),
                0),
            this::topic,
            wanted ->
                new NumberedSource(
                    wanted.stream().map(PlannedRange::range).toList(),
                    SmallPipeline::value,
                    FIRST_MILLIS),
            clock,
            () -> 0);
    List<PlannedRange> planned =
        Stream.of(ranges)
            .map(
                range ->
                    new PlannedRange(range, 1, OptionalInt.empty(), PlannedRange.Begin.AT_POSITION))
            .toList();
    try {
      TaskCommit commit = OneByOne.taskCommit(store, layout, run, 0, "attempt-0");
      commit.prepare(attempt.pull(run, new Split(0, planned, Map.of()), "attempt-0", SILENT));
      commit.commit();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void commit(RunId run) {
    RunCommit commit =
        OneByOne.runCommit(store, layout, log, (topic, pulled) -> Optional.empty(), run);
    if (commit.close().isEmpty()) {
      throw new AssertionError("nothing was committed");
    }
  }

  void publish() {
    if (!publisher().publishAll().isEmpty()) {
      throw new AssertionError(publisher().publishAll());
    }
  }

  void cleanUp() {
    OneByOne.cleanUp(store, layout, log, publisher()).cleanUp();
  }

  private Publisher publisher() {
    return OneByOne.publisher(store, log);
  }

  private static String value(long offset) {
    return offset % 5 == 4 ? "\u00ff" : "value\n" + offset;
  }

  private TopicPull topic(String topic) {
    return Generous.topic(
        decoder(topic),
        DatePartitioner.hourly("hourly", ZoneOffset.UTC),
        layout.destination().child(topic),
        format(topic),
        NullValuePolicy.DEAD_LETTER,
        topic.endsWith("shared") ? FileScope.TOPIC : FileScope.PARTITION,
        Long.MAX_VALUE);
  }

  private static Decoder decoder(String topic) {
    return topic.startsWith("raw")
        ? new BytesDecoder()
        : new TextDecoder(
            Optional.of(DELIMITER.getBytes(StandardCharsets.UTF_8)), LineBreakPolicy.ESCAPE);
  }

  private static FileFormat format(String topic) {
    if (topic.startsWith("raw")) {
      return new AvroFileFormat(new Compression.Deflate(6), 64);
    }
    Compression compression =
        topic.startsWith("gzip")
            ? new Compression.Gzip(6)
            : topic.startsWith("zstd") ? new Compression.Zstandard(3) : new Compression.None();
    return new LineFileFormat(".txt", compression, DELIMITER.getBytes(StandardCharsets.UTF_8));
  }

  VerifyReport verify(Depth depth) {
    return verify(depth, 100_000);
  }

  /**
   * @param names how many names are held at once
   */
  VerifyReport verify(Depth depth, long names) {
    return verification(depth, names).verify();
  }

  VerifyReport verify(Depth depth, VerifyProgress progress) {
    return verification(depth, 100_000).verify(progress);
  }

  private Verification verification(Depth depth, long names) {
    return new Verification(
        store, layout, new Verification.Settings(depth, Lines.readers(DELIMITER), names, 100));
  }

  /** The one file below the root whose path ends so. */
  Path file(String end) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      List<Path> found =
          files.filter(Files::isRegularFile).filter(it -> it.toString().endsWith(end)).toList();
      if (found.size() != 1) {
        throw new AssertionError("not one file ends with " + end + ": " + found);
      }
      return found.get(0);
    }
  }
}
