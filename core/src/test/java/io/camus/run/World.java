package io.camus.run;

import io.camus.audit.CountEvent;
import io.camus.audit.CountEventEncoder;
import io.camus.audit.EventId;
import io.camus.books.AuditEvents;
import io.camus.books.AuditTopic;
import io.camus.books.BookSpan;
import io.camus.books.BucketBooks;
import io.camus.commit.Layout;
import io.camus.commit.LogReader;
import io.camus.commit.OneByOne;
import io.camus.commit.PercentBudget;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.commit.RunLiveness;
import io.camus.complete.Completeness;
import io.camus.complete.TierBalance;
import io.camus.config.FileScope;
import io.camus.config.LineBreakPolicy;
import io.camus.config.NullValuePolicy;
import io.camus.count.Counting;
import io.camus.decode.TextDecoder;
import io.camus.engine.Engine;
import io.camus.format.BufferedLines;
import io.camus.format.Lines;
import io.camus.history.HistoryRetention;
import io.camus.model.Completion.LateMarker;
import io.camus.model.OffsetRange;
import io.camus.model.PartitionPosition;
import io.camus.model.RunOwner;
import io.camus.model.StartPosition;
import io.camus.partition.DatePartitioner;
import io.camus.pull.Generous;
import io.camus.pull.PullLimits;
import io.camus.pull.TaskAttempt;
import io.camus.pull.TopicPull;
import io.camus.report.RunListener;
import io.camus.report.RunSummary;
import io.camus.report.Unread;
import io.camus.setup.OutOfRangePolicy;
import io.camus.setup.Planner;
import io.camus.setup.PlannerSettings;
import io.camus.setup.TopicCatalog;
import io.camus.spi.FileFormat;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.spi.Tables;
import io.camus.staging.OpenLimits;
import io.camus.store.MemoryStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.TopicPartition;

/** A whole pipeline in one thread, on a store and a cluster in memory. */
final class World {
  static final Instant NOW = Instant.parse("2026-11-22T14:05:59Z");
  static final Duration WINDOW = Duration.ofMinutes(10);
  static final Duration SETTLE = Duration.ofMinutes(10);
  static final String MARKER = "_COMPLETE";
  static final String TIER = "producer";

  final SimulatedKafka kafka = new SimulatedKafka();
  final MovingClock clock = new MovingClock(NOW);

  /** Where a run copies its positions for lag monitors. */
  Consumer<Map<TopicPartition, PartitionPosition>> lagGroup = positions -> {};

  /** How a run looks at the records that it leaves in Kafka. */
  BiFunction<Map<TopicPartition, PartitionPosition>, Set<String>, Map<String, Unread>> unread =
      (positions, topics) -> Map.of();

  final Ground ground;

  /** The store of a world on a file system. */
  final MemoryStore store;

  final Layout layout =
      new Layout(
          new StorePath("/camus/exec"),
          new StorePath("/camus/history"),
          new StorePath("/data"),
          Optional.empty(),
          3);

  /** Room for two hours of a partition, so that records of a third are spilled. */
  static final OpenLimits SCANT = new OpenLimits(2, Long.MAX_VALUE, 600);

  /** The format of data files, whose content is lines. */
  FileFormat format = Lines.TEXT;

  /** What bounds the files of an attempt, asked once an attempt. */
  Supplier<OpenLimits> open = () -> new OpenLimits(2, Long.MAX_VALUE);

  /** Whose records share a file, asked once an attempt and topic. */
  Supplier<FileScope> filesPer = () -> FileScope.PARTITION;

  /** Records with an earlier event time are skipped. */
  Optional<Instant> notBefore = Optional.empty();

  /** The code of a topic, asked once an attempt and topic. */
  UnaryOperator<TopicPull> code = topic -> topic;

  /** When the buckets of a topic are complete. */
  Function<String, Optional<Completeness>> completeness = topic -> Optional.empty();

  /** Whether the files of all topics are appended to tables. */
  boolean inTables;

  /** What is between a run and its catalog. */
  UnaryOperator<Tables> catalog = tables -> tables;

  /** Tiers that have to balance before a bucket is closed. */
  List<String> tiers = List.of();

  /** What the tiers' producers have published so far: the count of a topic and window. */
  final Map<TierCount, Long> published = new HashMap<>();

  /** Where a tier counts. */
  record TierCount(String tier, String topic, long beginMillis) {}

  /** What was produced by {@link #produce}. */
  final List<Produced> produced = new ArrayList<>();

  /**
   * A record of a topic.
   *
   * @param at its offset, as a range of one
   * @param eventMillis its event time
   * @param appended when Kafka got it
   */
  record Produced(OffsetRange at, long eventMillis, Instant appended) {}

  /** Files that somebody else has put where ours shall go. */
  final Set<StorePath> strangers = new HashSet<>();

  private final Random random;

  /**
   * How a driver behaves.
   *
   * @param liveRuns what it does with a run that is alive
   * @param answer what it believes of any other run
   * @param outOfRange what it does about lost offsets
   * @param toLatest topics that it moves to their latest offset
   * @param tasks number of splits
   * @param commitInterval between commits while its job runs
   * @param budget percent of bad records of a topic
   * @param historyBytes what is kept of the history
   * @param start where partitions begin
   * @param failOnErrors whether rejected records fail the run
   * @param pieces number of tasks that share each partition
   */
  record Driver(
      LiveRuns liveRuns,
      RunLiveness.Answer answer,
      OutOfRangePolicy outOfRange,
      Set<String> toLatest,
      int tasks,
      Duration commitInterval,
      double budget,
      Optional<Long> historyBytes,
      StartPosition start,
      boolean failOnErrors,
      int pieces) {
    /** One that nothing unusual happens to. */
    static Driver plain(LiveRuns liveRuns) {
      return new Driver(
          liveRuns,
          RunLiveness.Answer.DEAD,
          OutOfRangePolicy.LEAVE_AND_FAIL,
          Set.of(),
          2,
          Duration.ofMinutes(1),
          50,
          Optional.empty(),
          new StartPosition.Earliest(),
          false,
          1);
    }

    Driver believing(RunLiveness.Answer belief) {
      return with(belief, commitInterval, start, failOnErrors);
    }

    Driver committingEvery(Duration interval) {
      return with(answer, interval, start, failOnErrors);
    }

    Driver startingAt(StartPosition position) {
      return with(answer, commitInterval, position, failOnErrors);
    }

    Driver keepingHistory(long bytes) {
      return new Driver(
          liveRuns,
          answer,
          outOfRange,
          toLatest,
          tasks,
          commitInterval,
          budget,
          Optional.of(bytes),
          start,
          failOnErrors,
          pieces);
    }

    Driver movingOn() {
      return new Driver(
          liveRuns,
          answer,
          OutOfRangePolicy.MOVE_ON,
          toLatest,
          tasks,
          commitInterval,
          budget,
          historyBytes,
          start,
          failOnErrors,
          pieces);
    }

    Driver failingOnErrors() {
      return with(answer, commitInterval, start, true);
    }

    private Driver with(
        RunLiveness.Answer belief, Duration interval, StartPosition position, boolean fail) {
      return new Driver(
          liveRuns,
          belief,
          outOfRange,
          toLatest,
          tasks,
          interval,
          budget,
          historyBytes,
          position,
          fail,
          pieces);
    }
  }

  World() throws IOException {
    this(Ground.Kind.FILE_SYSTEM, new Random(42));
  }

  /**
   * @param random makes ids
   */
  World(Ground.Kind kind, Random random) throws IOException {
    this.random = random;
    this.store = kind == Ground.Kind.FILE_SYSTEM ? new MemoryStore(clock) : null;
    this.ground =
        switch (kind) {
          case FILE_SYSTEM -> new FileSystemGround(store);
          case OBJECT_STORE -> new ObjectGround(clock);
        };
  }

  /**
   * From now on files are buffered: few records are flushed to make room for others, or when their
   * file ends.
   */
  BufferedLines bufferFiles() {
    BufferedLines buffered = new BufferedLines(1 << 20);
    format = buffered;
    long openBytes = 3 * OpenLimits.ofFile(buffered) + (5L << 19);
    open = () -> new OpenLimits(3, SCANT.waitingBytes() + openBytes, SCANT.waitingBytes());
    return buffered;
  }

  /** From now on the buckets of all topics are tracked. */
  void trackBuckets() {
    completeness =
        topic ->
            Optional.of(
                new Completeness(
                    layout.destination().child(topic),
                    DatePartitioner.hourly("hourly", ZoneOffset.UTC),
                    SETTLE,
                    Optional.of(MARKER),
                    LateMarker.RENEW,
                    false,
                    tiers));
  }

  /** From now on a tier has to balance, too. */
  void balance(String tier) {
    tiers = List.of(tier);
  }

  /** The tier's producers publish what they have counted so far, except some records. */
  void publishCounts(String tier, Predicate<Produced> except) {
    published.keySet().removeIf(it -> it.tier().equals(tier));
    produced.stream()
        .filter(except.negate())
        .forEach(it -> published.merge(place(tier, it), 1L, Long::sum));
  }

  private static TierCount place(String tier, Produced record) {
    return new TierCount(
        tier,
        record.at().partition().topic(),
        record.eventMillis() / WINDOW.toMillis() * WINDOW.toMillis());
  }

  private TierBalance balance(Store through) {
    return new BucketBooks(WINDOW, this::counts, new LogReader(through, layout));
  }

  private AuditTopic.Content counts(BookSpan span, AuditEvents events) {
    published.forEach(
        (place, count) -> {
          EventId id = EventId.derive(place.beginMillis(), place.tier(), place.topic());
          CountEvent event =
              new CountEvent(
                  id,
                  clock.millis(),
                  "host",
                  "shop",
                  place.tier(),
                  place.topic(),
                  count,
                  place.beginMillis(),
                  place.beginMillis() + WINDOW.toMillis());
          byte[] value = CountEventEncoder.withFingerprint().encode(event);
          events.accept("Audit", 0, 0, id.toBytes(), value);
        });
    return new AuditTopic.Content(events, OptionalLong.empty());
  }

  /** Produces a record of that event time now. */
  void produce(String topic, int partition, long eventMillis, String value) {
    kafka.produce(topic, partition, eventMillis, value);
    produced.add(new Produced(kafka.last(topic, partition), eventMillis, clock.instant()));
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
            (run, task, name) -> OneByOne.taskCommit(through, layout, run, task, name),
            split -> {
              List<String> names = new ArrayList<>();
              for (int i = 0; i < twins; i++) {
                names.add(String.format(Locale.ROOT, "attempt-%d-%d", split.task(), i));
              }
              return names;
            });
    return run(through, Driver.plain(liveRuns), engine);
  }

  /** Runs, and goes on behind what retention has deleted. */
  RunSummary runMovingOn() {
    return run(
        ground.store(),
        Driver.plain(LiveRuns.RESPECT).movingOn(),
        new InlineEngine(
            () -> attempt(ground.store()),
            (run, task, name) -> OneByOne.taskCommit(ground.store(), layout, run, task, name),
            split -> List.of("attempt-" + split.task() + "-0")));
  }

  /** Runs with an engine of the caller's. */
  RunSummary run(Store through, Driver driver, Engine engine) {
    return run(through, driver, engine, counts(through));
  }

  /** Keeps the counts below {@code /camus/counts}. */
  CountsStep counts(Store through) {
    return new CountsPublisher(
        through, Optional.of(new StorePath("/camus/counts")), Optional.empty(), WINDOW);
  }

  /** Runs with parts of the caller's. */
  RunSummary run(Store through, Driver driver, Engine engine, CountsStep counts) {
    return run(through, driver, engine, counts, planner(kafka.catalog(), topic -> true, driver));
  }

  /** Runs with another view of the cluster, from a time on. */
  RunSummary runSeeing(TopicCatalog view, Predicate<String> topics, Instant from, Engine engine) {
    Driver driver = Driver.plain(LiveRuns.RESPECT).startingAt(new StartPosition.AtTime(from));
    return run(
        ground.store(), driver, engine, counts(ground.store()), planner(view, topics, driver));
  }

  private Planner planner(TopicCatalog catalog, Predicate<String> topics, Driver driver) {
    return new Planner(
        catalog,
        new PlannerSettings(
            topic -> topics.test(topic) ? Optional.empty() : Optional.of("not asked for"),
            topic -> Optional.empty(),
            driver.start(),
            Optional.empty(),
            driver.outOfRange(),
            driver.toLatest()::contains,
            driver.tasks(),
            1,
            0),
        clock);
  }

  private RunSummary run(
      Store through, Driver driver, Engine engine, CountsStep counts, Planner planner) {
    CamusRun.Parts parts =
        new CamusRun.Parts(
            positions -> HotSplits.cut(planner.plan(positions), driver.pieces()),
            engine,
            new PercentBudget(
                topic -> new PercentBudget.Limits(Optional.of(driver.budget()), driver.budget())),
            (run, owner) -> driver.answer(),
            Optional.of(counts),
            inTables ? Optional.of(new WorldTables(through, layout, catalog)) : Optional.empty(),
            completeness,
            balance(through),
            new HistoryRetention(
                through, layout, Optional.empty(), driver.historyBytes(), 1, clock),
            (topic, times) -> List.of(),
            positions(),
            OneByOne.CALLS,
            OneByOne.NO_WAIT);
    CamusRun.Settings settings =
        new CamusRun.Settings(
            new RunOwner("local", "host", 1, NOW),
            driver.liveRuns(),
            driver.commitInterval(),
            Duration.ofMinutes(10),
            Optional.empty(),
            driver.failOnErrors());
    return new CamusRun(through, layout, parts, settings, RunListener.silent(), clock, random)
        .run();
  }

  private PositionsStep positions() {
    return new PositionsStep() {
      @Override
      public Map<String, Unread> unread(
          Map<TopicPartition, PartitionPosition> positions, Set<String> topics) {
        return unread.apply(positions, topics);
      }

      @Override
      public void copy(Map<TopicPartition, PartitionPosition> positions) {
        lagGroup.accept(positions);
      }
    };
  }

  TaskAttempt attempt(Store through) {
    return new TaskAttempt(
        through,
        layout,
        new TaskAttempt.Settings(
            new PullLimits(
                Optional.empty(), Optional.empty(), notBefore, NOW, Duration.ofMinutes(1)),
            open.get(),
            Optional.of(new Counting(WINDOW, topic -> false, 10_000)),
            0),
        topic ->
            code.apply(
                Generous.topic(
                    new TextDecoder(Lines.BREAK, LineBreakPolicy.ESCAPE),
                    DatePartitioner.hourly("hourly", ZoneOffset.UTC),
                    layout.destination().child(topic),
                    format,
                    NullValuePolicy.DEAD_LETTER,
                    filesPer.get(),
                    Long.MAX_VALUE)),
        kafka::read,
        clock,
        () -> 0);
  }

  /** The invariants of the protocol after a run that nothing disturbed. */
  void checkAll() {
    new Invariants(this).checkAtRest();
  }
}
