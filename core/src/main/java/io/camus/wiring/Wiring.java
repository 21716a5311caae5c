package io.camus.wiring;

import io.camus.commit.Backoff;
import io.camus.commit.CommitLog;
import io.camus.commit.ErrorBudget;
import io.camus.commit.Layout;
import io.camus.commit.PercentBudget;
import io.camus.commit.Publication;
import io.camus.commit.Publisher;
import io.camus.commit.Recovery;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.commit.RunLiveness;
import io.camus.commit.StoreCalls;
import io.camus.complete.Completeness;
import io.camus.config.AuditSettings;
import io.camus.config.CamusConfig;
import io.camus.config.DecodingSettings;
import io.camus.config.HistorySettings;
import io.camus.config.KafkaSettings;
import io.camus.config.OutputSettings;
import io.camus.config.PullSettings;
import io.camus.config.RunSettings;
import io.camus.count.Counting;
import io.camus.engine.Engine;
import io.camus.engine.PullAttempts;
import io.camus.engine.TaskAttempts;
import io.camus.failure.NativeCodecs;
import io.camus.history.HistoryRetention;
import io.camus.model.OffsetRange;
import io.camus.model.PartitionPosition;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.model.RunId;
import io.camus.model.RunOwner;
import io.camus.pull.PullLimits;
import io.camus.pull.TaskAttempt;
import io.camus.reading.SchemaHistory;
import io.camus.reading.SchemaIndex;
import io.camus.report.EventTimeNotices;
import io.camus.report.RunListener;
import io.camus.run.CamusRun;
import io.camus.run.RecoverStep;
import io.camus.schema.SealedTexts;
import io.camus.setup.OutOfRangePolicy;
import io.camus.setup.Plan;
import io.camus.setup.Planner;
import io.camus.setup.PlannerSettings;
import io.camus.setup.TopicCatalog;
import io.camus.setup.UnknownTopics;
import io.camus.source.RecordSource;
import io.camus.spi.SchemaRegistry;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.staging.OpenLimits;
import io.camus.table.TablePreparation;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.TopicPartition;

/**
 * The composition root: creates the parts of the driver and of task attempts from the
 * configuration. One instance per process and configuration.
 */
public final class Wiring {
  private static final Backoff BACKOFF = Backoff.doubling(Duration.ofMillis(100));

  private static final Duration FUTURE = Duration.ofHours(1);
  private static final Problem ZOOKEEPER_IS_NOT_ASKED =
      new Problem(
          Severity.NOTICE,
          "zookeeper.hosts",
          "ignored, because kafka.brokers is set; remove one of them");

  private final CamusConfig config;
  private final Function<StorePath, Store> stores;
  private final KafkaCluster cluster;
  private final Store store;
  private final Layout layout;
  private final Optional<SchemaRegistry> registry;
  private final TopicPulls topics;
  private final TableParts tables;
  private final Clock clock = Clock.systemUTC();

  /**
   * @param config with its secrets
   * @param stores the store of a path
   */
  public Wiring(CamusConfig config, Function<StorePath, Store> stores) {
    this(config, stores, KafkaCluster.named(config));
  }

  /**
   * @param config with its secrets
   * @param stores the store of a path
   * @param cluster the Kafka cluster
   */
  public Wiring(CamusConfig config, Function<StorePath, Store> stores, KafkaCluster cluster) {
    this(config, stores, cluster, new Registries(config, stores, Clock.systemUTC()).registry());
  }

  private Wiring(
      CamusConfig config,
      Function<StorePath, Store> stores,
      KafkaCluster cluster,
      Optional<SchemaRegistry> registry) {
    this.config = config;
    this.stores = stores;
    this.cluster = cluster;
    this.store = stores.apply(config.value(RunSettings.EXECUTION_BASE));
    this.layout = layoutOf(config);
    this.registry = registry;
    this.topics = new TopicPulls(config, registry, stores, store::refusal);
    this.tables = new TableParts(config, store, layout, calls(), BACKOFF);
  }

  /**
   * For operations on the log only, without external systems: needs no secrets.
   *
   * @param config with or without its secrets
   */
  public static Wiring ofLog(
      CamusConfig config, Function<StorePath, Store> stores, KafkaCluster cluster) {
    return new Wiring(config, stores, cluster, Optional.empty());
  }

  /** The paths that the schema registry reads. */
  public static List<StorePath> schemaPaths(CamusConfig config) {
    return Registries.paths(config);
  }

  /** The layout of all paths. */
  public static Layout layoutOf(CamusConfig config) {
    return new Layout(
        config.value(RunSettings.EXECUTION_BASE),
        config.value(HistorySettings.HISTORY),
        config.value(OutputSettings.DESTINATION),
        config.optional(OutputSettings.ERRORS));
  }

  /** The store of staging, destination and history. */
  public Store store() {
    return store;
  }

  private TaskAttempt taskAttempt(RunId run) {
    Instant start = run.startedAt();
    PullLimits limits =
        new PullLimits(
            config.value(PullSettings.MAX_PULL_SPAN),
            config.value(PullSettings.MAX_PULL_TIME),
            config.value(PullSettings.MAX_HISTORICAL).map(start::minus),
            start.plus(FUTURE),
            config.value(PullSettings.STALL_TIMEOUT));
    return new TaskAttempt(
        store,
        layout,
        new TaskAttempt.Settings(
            limits,
            new OpenLimits(
                config.value(OutputSettings.OPEN_FILES), config.value(OutputSettings.OPEN_BYTES)),
            counting(),
            config.value(DecodingSettings.DECODER_ERRORS_TO_PRINT)),
        topics.with(new RunSchemas(store, layout.schemas(run))),
        KafkaReaders.of(cluster.config())::open,
        clock,
        System::nanoTime);
  }

  /** A task's audit counts, if counts are on. */
  private Optional<Counting> counting() {
    int share = Math.max(1, config.value(AuditSettings.MAX_COUNTS) / config.mapTasks());
    return config
        .countWindow()
        .map(window -> new Counting(window, config.value(AuditSettings.IGNORE_SERVICE), share));
  }

  /**
   * The work of tasks; supports concurrent tasks.
   *
   * @throws io.camus.model.ConfigurationException if this process cannot unpack native codecs, or
   *     cannot encode the paths of the data
   */
  public TaskAttempts attempts() {
    NativeCodecs.requireUsable();
    topics.requireDirectory();
    return new PullAttempts(store, layout, this::taskAttempt);
  }

  /** The plan of a run that would start now. */
  public Plan plan(Map<TopicPartition, PartitionPosition> positions) {
    return plan(positions, schemaRules());
  }

  private SchemaRules schemaRules() {
    return schemaRules(tables.preparation());
  }

  private SchemaRules schemaRules(TablePreparation preparation) {
    SetupSchemas schemas = new SetupSchemas(registry, preparation::columns);
    return new SchemaRules(config, topics.with(schemas), schemas, schemaIndex(), preparation);
  }

  /**
   * The versions of topics' schemas, and how they follow each other. A registry that does not
   * answer is stated in the result.
   *
   * @param names topics of the commit log
   */
  public List<SchemaHistory> schemaHistories(
      Collection<String> names, SchemaIndex.Progress progress) {
    RegisteredHistories registered = new RegisteredHistories(topics, new SetupSchemas(registry));
    return schemaIndex().read(names, progress).values().stream()
        .map(seen -> registered.with(SchemaHistory.of(seen)))
        .toList();
  }

  private SchemaIndex schemaIndex() {
    return new SchemaIndex(
        store, layout, FileFormats.readers(config), calls(), new SealedTexts(store, clock));
  }

  private Plan plan(Map<TopicPartition, PartitionPosition> positions, SchemaRules rules) {
    rules.begin(positions::keySet);
    try (TopicCatalog catalog = cluster.catalog()) {
      Plan plan = planner(catalog, rules).plan(positions);
      // Topics that were pulled before and are gone are reported separately.
      Set<String> known = new HashSet<>(plan.topics());
      plan.problems().forEach(problem -> known.add(problem.where()));
      return plan.with(unknownTopics(config, known, catalog)).with(ignored());
    }
  }

  private List<Problem> ignored() {
    return config.namesZooKeeper() && !config.value(KafkaSettings.BROKERS).isEmpty()
        ? List.of(ZOOKEEPER_IS_NOT_ASKED)
        : List.of();
  }

  private static List<Problem> unknownTopics(
      CamusConfig config, Set<String> known, TopicCatalog catalog) {
    return UnknownTopics.problems(
        known, config.namedTopics(), config.topicFilter().white(), catalog.list()::hidden);
  }

  /**
   * Topics or patterns in the settings that the cluster does not have.
   *
   * @param config with its secrets
   * @throws io.camus.model.SourceException if the cluster does not answer
   */
  public static List<Problem> unknownTopics(CamusConfig config, KafkaCluster cluster) {
    try (TopicCatalog catalog = cluster.catalog()) {
      Set<String> known = new HashSet<>();
      catalog.list().topics().forEach(topic -> known.add(topic.name()));
      return unknownTopics(config, known, catalog);
    }
  }

  /** Problems of the settings of topics, one sentence each. */
  public List<String> topicProblems() {
    SchemaRules rules = schemaRules();
    rules.begin(() -> CommitLog.read(store, layout).positions().keySet());
    return topics.problems(config.namedTopics().keySet(), rules::refusal);
  }

  /** When the buckets of a topic are complete; empty if they are not tracked. */
  public Optional<Completeness> completeness(String topic) {
    return topics.completeness(topic);
  }

  /** The source cluster. */
  public KafkaCluster cluster() {
    return cluster;
  }

  /** Whether limits may end ranges early, which makes following ranges useless. */
  private boolean endsEarly() {
    return config.value(PullSettings.MAX_PULL_SPAN).isPresent()
        || config.value(PullSettings.MAX_PULL_TIME).isPresent();
  }

  private Planner planner(TopicCatalog catalog, SchemaRules rules) {
    return new Planner(
        catalog,
        new PlannerSettings(
            config.topicFilter()::whyOut,
            rules::refusal,
            config.value(PullSettings.START),
            config.value(PullSettings.MAX_HISTORICAL),
            config.failOnOffsetOutOfRange()
                ? OutOfRangePolicy.LEAVE_AND_FAIL
                : OutOfRangePolicy.MOVE_ON,
            config.value(PullSettings.MOVE_TO_LATEST),
            config.mapTasks(),
            config.value(RunSettings.MIN_SPLIT_BYTES),
            endsEarly() ? 0 : config.value(RunSettings.MIN_PIECE_BYTES)),
        clock);
  }

  /**
   * A run.
   *
   * @param owner its driver
   */
  public CamusRun run(
      Engine engine,
      RunLiveness liveness,
      RunOwner owner,
      LiveRuns liveRuns,
      RunListener listener) {
    TablePreparation preparation = tables.preparation();
    SchemaRules rules = schemaRules(preparation);
    CamusRun.Parts parts =
        new CamusRun.Parts(
            positions -> plan(positions, rules),
            rules.passedTo(engine, store, layout::schemas),
            budget(),
            liveness,
            config.countWindow().map(window -> audit().counts(window, owner.host())),
            tables.step(rules, preparation),
            topics::completeness,
            audit().balance(),
            retention(),
            new EventTimeNotices(config),
            new RunPositions(cluster, this::glance, clock),
            calls(),
            BACKOFF);
    CamusRun.Settings settings =
        new CamusRun.Settings(
            owner,
            liveRuns,
            config.value(RunSettings.COMMIT_INTERVAL),
            config.value(RunSettings.LIVENESS_TIMEOUT),
            Optional.of(pulse()),
            config.value(DecodingSettings.FAIL_ON_ERRORS));
    return new CamusRun(store, layout, parts, settings, listener, clock, new SecureRandom());
  }

  /**
   * The commit log, for appending without a run.
   *
   * @param through the store, or an overlay of it
   */
  public CommitLog log(Store through) {
    RandomGenerator random = new SecureRandom();
    RunId writer = RunId.create(clock.instant(), random);
    return new CommitLog(through, layout, writer, config.countWindow(), clock, random);
  }

  /**
   * Only the first step of a run.
   *
   * @param through the store of {@code log}
   */
  public RecoverStep recovery(
      Store through, CommitLog log, RunLiveness liveness, LiveRuns liveRuns) {
    Recovery.Parts parts =
        new Recovery.Parts(budget(), liveness, config.value(RunSettings.LIVENESS_TIMEOUT), calls());
    Publisher publisher =
        new Publisher(log, new Publication(through, calls(), BACKOFF), (files, of) -> {});
    return new RecoverStep(through, layout, log, publisher, parts, liveRuns, clock);
  }

  private StoreCalls calls() {
    return new StoreCalls(config.value(RunSettings.PUBLISH_THREADS));
  }

  /** Often enough that a few heartbeats may fail before the run counts as dead. */
  private Duration pulse() {
    return Duration.ofMillis(
        Math.max(100, config.value(RunSettings.LIVENESS_TIMEOUT).toMillis() / 10));
  }

  /** Opens ranges to read only their first records, committed or not, with small fetches. */
  public RecordSource glance(List<OffsetRange> ranges) {
    return KafkaReaders.glance(cluster, ranges);
  }

  private ErrorBudget budget() {
    return new PercentBudget(topics::budget);
  }

  /** The tables, for verbs. */
  public TableWork tables() {
    return new TableWork(store, layout, topics, tables, this::schemaRules, schemaIndex());
  }

  /** What audits. */
  public AuditParts audit() {
    return new AuditParts(config, stores, store, layout, cluster, registry, clock);
  }

  private HistoryRetention retention() {
    return new HistoryRetention(
        store,
        layout,
        config.value(HistorySettings.MAX_AGE),
        config.optional(HistorySettings.QUOTA),
        config.value(HistorySettings.MAX_OF_QUOTA),
        clock);
  }
}
