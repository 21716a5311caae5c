package io.camus.books;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.camus.audit.CountEvent;
import io.camus.audit.CountEventEncoder;
import io.camus.audit.EventId;
import io.camus.commit.CommitLog;
import io.camus.commit.Layout;
import io.camus.commit.LogReader;
import io.camus.model.DataFile;
import io.camus.model.LeftOut;
import io.camus.model.LogEntry;
import io.camus.model.NewPosition;
import io.camus.model.OffsetRange;
import io.camus.model.PartitionPosition;
import io.camus.model.PulledGroup;
import io.camus.model.PulledRange;
import io.camus.model.RejectionCause;
import io.camus.model.RunId;
import io.camus.model.RunOwner;
import io.camus.model.Unfinished;
import io.camus.model.WindowCount;
import io.camus.offsets.PositionLine;
import io.camus.offsets.PositionStatus;
import io.camus.offsets.PositionsReport;
import io.camus.offsets.TimeToLoss;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.store.MemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.Headers;

/** A commit log in memory, an audit topic as a list, and positions: what the books balance. */
final class BookWorld {
  static final Duration WINDOW = Duration.ofMinutes(10);
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Uuid ID = new Uuid(1, 1);
  private static final RunOwner OWNER = new RunOwner("local", "host", 1, NOON);

  private final Layout layout;
  private final Store store;
  private final Random random = new Random(1);
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private final List<PositionLine> lines = new ArrayList<>();
  AuditEvents events;
  BookSpan span = BookSpan.of(NOON, NOON.plus(Duration.ofHours(1)), WINDOW);
  Instant now = NOON.plus(Duration.ofHours(3));
  OptionalLong wholeFrom = OptionalLong.empty();
  List<String> tiers = List.of();
  Optional<String> ourTier = Optional.empty();
  private long offset;

  /** The id of a topic. */
  Function<String, Uuid> ids = topic -> ID;

  BookWorld() {
    this(new MemoryStore(Clock.systemUTC()), "");
  }

  /**
   * A world with its log in a store.
   *
   * @param root the directory of its paths
   */
  BookWorld(Store store, String root) {
    this.store = store;
    this.layout =
        new Layout(
            new StorePath(root + "/exec"),
            new StorePath(root + "/history"),
            new StorePath(root + "/data"),
            Optional.empty());
    events = new AuditEvents(span);
  }

  /** The begin of the window that begins some minutes after noon. */
  static long at(int minutes) {
    return NOON.plus(Duration.ofMinutes(minutes)).toEpochMilli();
  }

  static WindowCount count(int minutes, long messages) {
    return new WindowCount(at(minutes), "web1", "shop", messages);
  }

  static LeftOut leftOut(int partition, LeftOut.Reason reason, int minutes, long offset, long n) {
    return new LeftOut(partition, reason, OptionalLong.of(at(minutes)), offset, offset + n - 1, n);
  }

  /** One run that starts some minutes after noon, commits and ends. */
  RunId run(int minutes, LogEntry.Commits... commits) {
    return run(minutes, Optional.of(WINDOW), commits);
  }

  RunId run(int minutes, Optional<Duration> window, LogEntry.Commits... commits) {
    Instant start = NOON.plus(Duration.ofMinutes(minutes));
    RunId run = RunId.create(start, random);
    List<LogEntry> entries = new ArrayList<>(List.of(new LogEntry.Opens(run, OWNER)));
    for (LogEntry.Commits each : commits) {
      for (PulledRange range : each.pulled().ranges()) {
        TopicPartition partition = range.range().partition();
        if (range.range().from() == 0) {
          entries.add(
              new LogEntry.Sets(
                  new NewPosition(
                      partition,
                      new PartitionPosition(ids.apply(partition.topic()), 0, 0),
                      "first seen")));
        }
      }
      entries.add(new LogEntry.Commits(run, 0, each.pulled()));
    }
    entries.add(new LogEntry.Closes(run));
    append(run, start, window, entries);
    return run;
  }

  void append(RunId run, Instant at, Optional<Duration> window, List<LogEntry> entries) {
    CommitLog log =
        new CommitLog(store, layout, run, window, Clock.fixed(at, ZoneOffset.UTC), random);
    log.append(state -> entries);
    try {
      for (long number : log.unpublished()) {
        log.markPublished(number);
      }
      log.checkpointEvery(10);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A position that is set, as after a loss. */
  void set(String topic, int partition, int generation, long to, String reason) {
    TopicPartition of = new TopicPartition(topic, partition);
    next.put(of, to);
    append(
        RunId.create(NOON, random),
        NOON,
        Optional.empty(),
        List.of(
            new LogEntry.Sets(
                new NewPosition(of, new PartitionPosition(ID, generation, to), reason))));
  }

  /** What a run commits of a partition; the run is set later. */
  LogEntry.Commits commits(String topic, int partition, WindowCount... counts) {
    return commits(topic, partition, 0, List.of(counts), List.of(), true);
  }

  LogEntry.Commits commits(
      String topic,
      int partition,
      int generation,
      List<WindowCount> counts,
      List<LeftOut> leftOut,
      boolean counted) {
    TopicPartition of = new TopicPartition(topic, partition);
    long written = counts.stream().mapToLong(WindowCount::count).sum();
    long skipped =
        leftOut.stream()
            .filter(row -> row.reason() == LeftOut.Reason.HISTORY_LIMIT)
            .mapToLong(LeftOut::count)
            .sum();
    long rejected = leftOut.stream().mapToLong(LeftOut::count).sum() - skipped;
    long from = next.getOrDefault(of, 0L);
    long to = from + written + rejected + skipped;
    next.put(of, to);
    OffsetRange range = new OffsetRange(of, ids.apply(topic), generation, from, to);
    List<DataFile> files = new ArrayList<>();
    if (written > 0) {
      long first = counts.stream().mapToLong(WindowCount::windowStartMillis).min().orElseThrow();
      long last = counts.stream().mapToLong(WindowCount::windowStartMillis).max().orElseThrow();
      files.add(file(DataFile.Kind.DATA, range, written, first, last));
    }
    if (rejected > 0) {
      files.add(file(DataFile.Kind.DEAD_LETTER, range, rejected, at(0), at(0)));
    }
    PulledRange pulled =
        new PulledRange(
            range,
            to,
            written,
            rejected == 0 ? Map.of() : Map.of(RejectionCause.MALFORMED, rejected),
            skipped,
            0,
            "sum64:0000000000000000",
            Optional.empty(),
            OptionalInt.empty(),
            0,
            Optional.empty(),
            Optional.empty());
    return new LogEntry.Commits(
        new RunId("2026-11-22-12-00-00-000000"),
        0,
        new PulledGroup(
            List.of(pulled), files, counted ? counts : List.of(), counted ? leftOut : List.of()));
  }

  /** The same, of a run that stopped before its plan's end. */
  static LogEntry.Commits unfinished(LogEntry.Commits commits) {
    PulledGroup pulled = commits.pulled();
    PulledRange range = pulled.ranges().get(0);
    PulledRange stopped =
        new PulledRange(
            range.range(),
            range.plannedTo() + 1,
            range.written(),
            range.rejected(),
            range.skipped(),
            range.absent(),
            range.sourceDigest(),
            Optional.of(new Unfinished(Unfinished.Reason.LIMIT, "a limit")),
            range.leaderEpoch(),
            range.bytes(),
            range.eventTimes(),
            range.rewritten());
    return new LogEntry.Commits(
        commits.run(),
        0,
        new PulledGroup(List.of(stopped), pulled.files(), pulled.counts(), pulled.leftOut()));
  }

  private static DataFile file(
      DataFile.Kind kind, OffsetRange range, long records, long first, long last) {
    String name = "/" + kind + range.partition() + "+" + range.from() + ".avro";
    return new DataFile(
        kind,
        "/staged" + name,
        "/data" + name,
        List.of(new DataFile.Part(range, records)),
        1,
        first,
        last,
        "crc32c:00000000",
        "sum64:0000000000000000");
  }

  /** A producer publishes its count of a window, posted a minute after the window's end. */
  void counts(String topic, int minutes, long messages, String producer) {
    counts("producer", topic, minutes, messages, producer, at(minutes + 11));
  }

  void counts(
      String tier, String topic, int minutes, long messages, String producer, long postedMillis) {
    event(
        new CountEvent(
            EventId.derive(minutes, tier, topic, producer),
            postedMillis,
            producer,
            "shop",
            tier,
            topic,
            messages,
            at(minutes),
            at(minutes + 10)));
  }

  void event(CountEvent event) {
    message(event.id().toBytes(), CountEventEncoder.withFingerprint().encode(event));
  }

  /**
   * The same of a producer's instance.
   *
   * @param closed whether it is its last event
   */
  void counts(
      String topic, int minutes, long messages, String producer, int posted, boolean closed) {
    CountEvent event =
        new CountEvent(
            EventId.derive(minutes, "producer", topic, producer),
            at(posted),
            producer,
            "shop",
            "producer",
            topic,
            messages,
            at(minutes),
            at(minutes + 10));
    ConsumerRecord<byte[], byte[]> message =
        new ConsumerRecord<>(
            "Audit",
            0,
            offset++,
            event.id().toBytes(),
            CountEventEncoder.withFingerprint().encode(event));
    Headers headers = message.headers();
    headers.add("camus-audit-instance", producer.getBytes(UTF_8));
    headers.add("camus-audit-sequence", Integer.toString(minutes).getBytes(UTF_8));
    if (closed) {
      headers.add("camus-audit-closed", "true".getBytes(UTF_8));
    }
    events.accept(message);
  }

  void message(byte[] key, byte[] value) {
    events.accept("Audit", 0, offset++, key, value);
  }

  void text(String value) {
    message(null, value.getBytes(UTF_8));
  }

  /** A partition of which offsets are not pulled. */
  void lagging(String topic, int partition, long lag, long lost, Optional<Instant> recordTime) {
    lines.add(
        new PositionLine(
            new TopicPartition(topic, partition),
            lost > 0 ? PositionStatus.LOST : PositionStatus.PULLED,
            Optional.of(new PartitionPosition(ID, 0, 0)),
            OptionalLong.of(0),
            OptionalLong.of(lag),
            lag,
            lost,
            Optional.empty(),
            recordTime,
            Optional.empty(),
            new TimeToLoss(TimeToLoss.Kind.NEVER, Optional.empty()),
            Optional.empty()));
  }

  private BookSettings settings() {
    return new BookSettings(
        topic -> true, span, Duration.ofMinutes(10), ourTier, Optional.empty(), tiers);
  }

  private LoggedCounts log() {
    LogReader reader = new LogReader(store, layout);
    return new LoggedCounts(reader, CommitLog.read(store, layout).number());
  }

  BookReport balance() {
    return Books.balance(
        settings(),
        new AuditTopic.Content(events, wholeFrom),
        log(),
        new PositionsReport(now, lines));
  }

  Explanation explain(String topic) {
    return Books.explain(
        settings(),
        topic,
        new AuditTopic.Content(events, wholeFrom),
        log(),
        new PositionsReport(now, lines));
  }

  /** The only row of the books. */
  BookRow row() {
    List<BookRow> rows = balance().rows();
    if (rows.size() != 1) {
      throw new AssertionError("one row expected: " + rows);
    }
    return rows.get(0);
  }
}
