package io.camus.cli;

import io.camus.cli.view.Mode;
import io.camus.cli.view.ReplayOutcome;
import io.camus.commit.CommitLog;
import io.camus.commit.FileSelection;
import io.camus.commit.LifeSigns;
import io.camus.commit.LiveFiles;
import io.camus.commit.LogReader;
import io.camus.commit.LogState;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.commit.RunLiveness;
import io.camus.commit.StoreCalls;
import io.camus.config.CamusConfig;
import io.camus.config.Framework;
import io.camus.config.NearestName;
import io.camus.config.PullSettings;
import io.camus.config.ReplaySettings;
import io.camus.config.RunSettings;
import io.camus.failure.NativeCodecs;
import io.camus.failure.RootCause;
import io.camus.history.RunHistory;
import io.camus.inspect.SampleProgress;
import io.camus.model.CamusException;
import io.camus.model.ConfigurationException;
import io.camus.model.ExitCode;
import io.camus.model.PlannedRange;
import io.camus.model.StorageException;
import io.camus.offsets.ForeignPositions;
import io.camus.offsets.ImportOutcome;
import io.camus.offsets.ImportPlan;
import io.camus.offsets.PositionChange;
import io.camus.offsets.PositionImport;
import io.camus.offsets.PositionSetter;
import io.camus.offsets.PositionSetter.Selection;
import io.camus.offsets.PositionsQuery;
import io.camus.offsets.PositionsReport;
import io.camus.offsets.Replay;
import io.camus.offsets.ReplayOrderFile;
import io.camus.offsets.SetOutcome;
import io.camus.offsets.Target;
import io.camus.reading.SchemaHistory;
import io.camus.reading.SchemaIndex;
import io.camus.reading.TopicSchemas;
import io.camus.report.RunListener;
import io.camus.report.RunSummary;
import io.camus.repull.KafkaReport;
import io.camus.repull.KafkaVerification;
import io.camus.repull.RepullProgress;
import io.camus.repull.RepullSettings;
import io.camus.run.RecoverStep;
import io.camus.run.RecoveryReport;
import io.camus.setup.Plan;
import io.camus.setup.TopicCatalog;
import io.camus.source.KafkaClients;
import io.camus.spi.Store;
import io.camus.store.OverlayStore;
import io.camus.table.TableStatus;
import io.camus.verify.Depth;
import io.camus.verify.Verification;
import io.camus.verify.VerifyProgress;
import io.camus.verify.VerifyReport;
import io.camus.wiring.FileFormats;
import io.camus.wiring.Inspection;
import io.camus.wiring.KafkaCluster;
import io.camus.wiring.KafkaReaders;
import io.camus.wiring.RunReporters;
import io.camus.wiring.Wiring;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What the verbs do: the composition root of the command line, which wires the parts for each call.
 * All methods throw a {@link CamusException} if they cannot do their work. Tests of verbs replace
 * methods.
 */
class Operations {
  private final InstantSource clock = InstantSource.system();

  /** Runs to the end. */
  RunSummary run(CamusConfig config, LiveRuns liveRuns, RunListener listener) {
    HadoopSession session = new HadoopSession(config);
    RunReporters reporters =
        RunReporters.of(session.config()); // A missing secret is found before anything is written.
    return reporters.during(
        () -> {
          Wiring wiring = session.wiring();
          session.requireUsable();
          session.requireCountFiles();
          return session.run(wiring, liveRuns, listener);
        });
  }

  /** Decides what a run would do, and changes nothing. */
  Plan plan(CamusConfig config) {
    HadoopSession session = HadoopSession.reading(config);
    return session.wiring().plan(session.log().positions());
  }

  /**
   * Checks external systems: whether brokers can be reached, and whether files can be renamed
   * between the stores.
   *
   * @return what is wrong; empty if nothing is
   */
  List<Finding> check(CamusConfig config) {
    Set<Finding> findings = new LinkedHashSet<>();
    collect(
        findings,
        () -> check(new HadoopSession(config), config.value(RunSettings.FRAMEWORK), findings));
    return List.copyOf(findings);
  }

  private static void check(HadoopSession session, Framework framework, Set<Finding> findings) {
    collect(
        findings,
        () -> {
          if (framework == Framework.LOCAL) {
            NativeCodecs.requireUsable();
          }
          session.requireApart();
        });
    session.storeProblems().forEach(it -> findings.add(Finding.of(it)));
    CamusConfig complete = session.config();
    collect(findings, () -> RunReporters.of(complete));
    collect(
        findings,
        () ->
            session
                .wiring()
                .topicProblems()
                .forEach(it -> findings.add(new Finding(ExitCode.DATA, it))));
    Wiring.unknownTopics(complete, session.cluster()).forEach(it -> findings.add(Finding.of(it)));
  }

  private static void collect(Set<Finding> findings, Runnable check) {
    try {
      check.run();
    } catch (CamusException e) {
      findings.add(Finding.of(e));
    }
  }

  /** Inspects samples of topics. */
  Inspection.Seen inspect(
      CamusConfig config, List<String> topics, Duration allowed, SampleProgress progress) {
    return new HadoopSession(config).inspection().inspect(topics, allowed, progress);
  }

  /**
   * Checks whether the schema registry answers; runs whose schemas are all cached do not need it.
   *
   * @return empty if none is set
   */
  Optional<RegistryAnswer> registry(CamusConfig config) {
    Inspection inspection = new HadoopSession(config).inspection();
    return inspection
        .registryPlace()
        .map(place -> new RegistryAnswer(place, inspection.registryFailure()));
  }

  /** Decodes a sample of each topic as a run would. */
  List<Finding> sample(CamusConfig config, Duration allowed, SampleProgress progress) {
    return new HadoopSession(config)
        .inspection().check(allowed, progress).stream().map(Finding::of).toList();
  }

  /**
   * Checks everything that was published against the commit log, without Kafka.
   *
   * @param tables the tables of the files, whose maintenance may have replaced some
   */
  VerifyReport verify(
      CamusConfig config, Depth depth, List<TableStatus> tables, VerifyProgress progress) {
    HadoopSession session = HadoopSession.reading(config, HadoopSession.destination(config));
    return new Verification(
            session.store(),
            session.layout(),
            Verification.Settings.of(depth, FileFormats.readers(config))
                .with(file -> tables.stream().anyMatch(it -> it.rewritten().contains(file))))
        .verify(progress);
  }

  /**
   * Pulls again the committed ranges that Kafka still holds, and compares them with the commit log.
   */
  KafkaReport compareWithKafka(CamusConfig config, RepullProgress progress) {
    HadoopSession session = new HadoopSession(config);
    KafkaCluster cluster = session.cluster();
    KafkaClients clients = KafkaReaders.of(cluster.config());
    try (TopicCatalog catalog = cluster.catalog()) {
      return new KafkaVerification(
              session.store(),
              session.layout(),
              catalog,
              ranges -> clients.open(ranges.stream().map(PlannedRange::of).toList()),
              RepullSettings.of(config.value(PullSettings.STALL_TIMEOUT)),
              System::nanoTime)
          .compare(progress);
    }
  }

  /**
   * The chosen files that the commit log holds.
   *
   * @throws ConfigurationException if the log knows no such topic
   */
  LiveFiles files(CamusConfig config, FileSelection selection) {
    return files(HadoopSession.reading(config), config, selection);
  }

  private static LiveFiles files(
      HadoopSession session, CamusConfig config, FileSelection selection) {
    requireKnown(selection.topic(), session.log(), config);
    LiveFiles files =
        new LiveFiles(
            new LogReader(session.store(), session.layout()), selection.in(session.layout()));
    try {
      files.refresh();
    } catch (IOException e) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "cannot read the commit log in %s: %s",
              config.value(RunSettings.EXECUTION_BASE),
              RootCause.line(e)),
          e);
    }
    return files;
  }

  /**
   * The schemas of the chosen files that the commit log holds.
   *
   * @throws ConfigurationException if the log knows no such topic, or the files have no schema
   */
  TopicSchemas schemas(CamusConfig config, FileSelection selection) {
    HadoopSession session = HadoopSession.reading(config);
    return TopicSchemas.read(
        session.store(),
        FileFormats.readers(config),
        new StoreCalls(config.value(RunSettings.PUBLISH_THREADS)),
        selection.topic(),
        files(session, config, selection).files().toList());
  }

  /**
   * The versions of topics' schemas.
   *
   * @param names none means all topics of the commit log
   * @throws ConfigurationException if the log knows no such topic
   */
  List<SchemaHistory> schemaHistories(
      CamusConfig config, List<String> names, SchemaIndex.Progress progress) {
    HadoopSession session = HadoopSession.reading(config);
    LogState state = session.log();
    names.forEach(topic -> requireKnown(topic, state, config));
    return session.wiring().schemaHistories(names.isEmpty() ? topics(state) : names, progress);
  }

  private static Set<String> topics(LogState state) {
    Set<String> topics = new TreeSet<>();
    state.positions().keySet().forEach(partition -> topics.add(partition.topic()));
    return topics;
  }

  static void requireKnown(String topic, LogState state, CamusConfig config) {
    Set<String> topics = topics(state);
    if (!topics.contains(topic)) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "the commit log in %s has no topic %s%s",
              config.value(RunSettings.EXECUTION_BASE),
              topic,
              NearestName.hint(topic, topics)));
    }
  }

  /** Tables. */
  TableOperations tables() {
    return new TableOperations(this);
  }

  /**
   * The log after a recovery, for a change that requires that no run is active.
   *
   * @throws io.camus.model.RunInProgressException if a run is alive
   */
  CommitLog recoveredLog(HadoopSession session) {
    Wiring wiring = session.wiring();
    CommitLog log = wiring.log(session.store());
    RecoveryReport unused =
        recovery(session, wiring, log, session.store(), LiveRuns.RESPECT, Mode.REAL).recoverAlone();
    return log;
  }

  /** Kafka Audit and complete buckets. */
  AuditOperations audit() {
    return new AuditOperations(clock);
  }

  /** Reports. */
  ReportOperations report() {
    return new ReportOperations(this, clock);
  }

  /** What earlier runs did. */
  RunHistory history(CamusConfig config) {
    HadoopSession session = HadoopSession.reading(config, HadoopSession.history(config));
    LifeSigns lifeSigns =
        new LifeSigns(
            session.store(),
            session.layout(),
            session.liveness(),
            config.value(RunSettings.LIVENESS_TIMEOUT),
            clock);
    return new RunHistory(session.store(), session.layout(), lifeSigns, clock);
  }

  /** Completes the work of runs that died. */
  RecoveryReport recover(CamusConfig config, LiveRuns liveRuns, Mode mode) {
    HadoopSession session = session(config, mode);
    Wiring wiring = session.wiringOfLog();
    Store store = seen(wiring.store(), mode);
    return recovery(session, wiring, wiring.log(store), store, liveRuns, mode).recover();
  }

  private static HadoopSession session(CamusConfig config, Mode mode) {
    return mode == Mode.REAL ? HadoopSession.writing(config) : HadoopSession.reading(config);
  }

  private Store seen(Store store, Mode mode) {
    return mode == Mode.REAL ? store : new OverlayStore(store, clock);
  }

  /** A dry run only queries the engine of a run. */
  private static RecoverStep recovery(
      HadoopSession session,
      Wiring wiring,
      CommitLog log,
      Store store,
      LiveRuns liveRuns,
      Mode mode) {
    RunLiveness liveness = session.liveness();
    return wiring.recovery(
        store,
        log,
        mode == Mode.REAL ? liveness : (run, owner) -> liveness.ask(run, owner),
        liveRuns);
  }

  /** The positions of some topics. */
  PositionsReport positions(CamusConfig config, Predicate<String> topics) {
    HadoopSession session = HadoopSession.reading(config);
    Wiring wiring = session.wiring();
    LogState state = session.log();
    try (TopicCatalog catalog = wiring.cluster().catalog()) {
      return new PositionsQuery(
              catalog,
              config.topicFilter()::whyOut,
              wiring::glance,
              wiring.cluster().config().kafkaClients().adminCallTimeout(),
              clock)
          .report(state.positions(), topics);
    }
  }

  /**
   * Sets positions, after a recovery.
   *
   * @param consent asked once, with what setting them means, if there is anything to set; nothing
   *     is set unless it says yes
   * @throws io.camus.model.RunInProgressException if a run is alive; nothing was set
   */
  SetOutcome setPositions(
      CamusConfig config,
      Selection selection,
      Target target,
      Mode mode,
      Predicate<List<PositionChange>> consent) {
    HadoopSession session = session(config, mode);
    Wiring wiring = session.wiring();
    Store store = seen(wiring.store(), mode);
    CommitLog log = wiring.log(store);
    RecoveryReport recovered =
        recovery(session, wiring, log, store, LiveRuns.RESPECT, mode).recoverAlone();
    List<PositionChange> changes;
    try (TopicCatalog catalog = wiring.cluster().catalog()) {
      changes =
          new PositionSetter(catalog, config.topicFilter()::whyOut)
              .changes(log.state(), target, selection);
    }
    boolean agreed = !changes.isEmpty() && consent.test(changes) && mode == Mode.REAL;
    OptionalLong record =
        agreed ? OptionalLong.of(PositionSetter.append(log, changes)) : OptionalLong.empty();
    return new SetOutcome(changes, record, recovered.problems());
  }

  /**
   * Takes over positions of another program, after a recovery.
   *
   * @param consent asked once, with what that means; nothing is set unless it says yes
   * @throws io.camus.model.RunInProgressException if a run is alive; nothing was set
   */
  ImportOutcome importPositions(
      CamusConfig config,
      PositionImport.Request request,
      Mode mode,
      Predicate<ImportPlan> consent) {
    HadoopSession session = session(config, mode);
    ForeignPositions source = session.foreign(request.source());
    Wiring wiring = session.wiring();
    Store store = seen(wiring.store(), mode);
    CommitLog log = wiring.log(store);
    RecoveryReport recovered =
        recovery(session, wiring, log, store, LiveRuns.RESPECT, mode).recoverAlone();
    ImportPlan plan;
    try (TopicCatalog catalog = wiring.cluster().catalog()) {
      plan =
          new PositionImport(catalog, config.topicFilter()::whyOut)
              .plan(log.state(), source, request);
    }
    boolean agreed = consent.test(plan) && plan.canBegin() && mode == Mode.REAL;
    return new ImportOutcome(
        plan,
        agreed ? OptionalLong.of(PositionSetter.append(log, plan.changes())) : OptionalLong.empty(),
        recovered.problems());
  }

  /** Pulls a past range of time again, into separate directories. */
  ReplayOutcome replay(CamusConfig main, Replay.Request request, Mode mode, RunListener listener) {
    CamusConfig config = ReplaySettings.of(main, request.topic(), request.from(), request.places());
    HadoopSession session = session(config, mode);
    KafkaCluster cluster = session.cluster();
    Replay replay;
    try (TopicCatalog catalog = cluster.catalog()) {
      replay =
          Replay.begin(
              request,
              new ReplayOrderFile(
                  seen(session.store(), mode), config.value(RunSettings.EXECUTION_BASE)),
              catalog,
              session.log().positions(),
              clock.instant());
    }
    Optional<RunSummary> summary =
        mode == Mode.REAL
            ? Optional.of(
                session.run(
                    session.wiring(cluster.seenAs(replay::seen)), LiveRuns.RESPECT, listener))
            : Optional.empty();
    long missing = replay.order().missing(session.log().positions());
    return new ReplayOutcome(
        config,
        replay.order(),
        summary,
        missing,
        mode == Mode.REAL ? replay.problems(missing) : replay.problems());
  }
}
