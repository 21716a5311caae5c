package io.camus.cli;

import io.camus.commit.CommitLog;
import io.camus.commit.LifeSigns;
import io.camus.commit.LogState;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.commit.RunLiveness;
import io.camus.config.CamusConfig;
import io.camus.config.ReplaySettings;
import io.camus.hadoop.StoreCheck;
import io.camus.hadoop.Stores;
import io.camus.history.RunHistory;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.offsets.PositionChange;
import io.camus.offsets.PositionSetter;
import io.camus.offsets.PositionSetter.Selection;
import io.camus.offsets.PositionsQuery;
import io.camus.offsets.PositionsReport;
import io.camus.offsets.ReplayCatalog;
import io.camus.offsets.ReplayOrder;
import io.camus.offsets.ReplayOrderFile;
import io.camus.offsets.Target;
import io.camus.report.RunListener;
import io.camus.report.RunSummary;
import io.camus.run.RecoverStep;
import io.camus.run.RecoveryReport;
import io.camus.setup.TopicCatalog;
import io.camus.spi.Store;
import io.camus.store.OverlayStore;
import io.camus.wiring.Wiring;
import io.camus.yarn.JobLiveness;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;

/** The pipeline's parts on Hadoop's file systems and, for replays, its MapReduce. */
final class HadoopUpkeep implements Upkeep {
  private final InstantSource clock = InstantSource.system();

  @Override
  public RecoveryReport recover(CamusConfig config, LiveRuns liveRuns, Mode mode) {
    Configuration hadoop = prepared(config, mode);
    Wiring wiring =
        Wiring.ofLog(config, path -> Stores.open(path, hadoop), HadoopPipeline.cluster(config));
    Store store = seen(wiring.store(), mode);
    return wiring.recovery(store, wiring.log(store), liveness(hadoop, mode), liveRuns).recover();
  }

  /** Hadoop's configuration; the stores are tried out if something is going to be changed. */
  private static Configuration prepared(CamusConfig config, Mode mode) {
    Configuration hadoop = HadoopPipeline.hadoop(config);
    if (mode == Mode.REAL) {
      StoreCheck stores = new StoreCheck(hadoop);
      stores.requireApart(config.directories());
      stores.requireUsable(HadoopPipeline.base(config), HadoopPipeline.targets(config));
    } else {
      HadoopPipeline.requireReadable(config, hadoop, List.of());
    }
    return hadoop;
  }

  private Store seen(Store store, Mode mode) {
    return mode == Mode.REAL ? store : new OverlayStore(store, clock);
  }

  /** In a dry run it is asked, and nothing else. */
  private static RunLiveness liveness(Configuration hadoop, Mode mode) {
    JobLiveness liveness = new JobLiveness(hadoop);
    return mode == Mode.REAL ? liveness : (run, owner) -> liveness.ask(run, owner);
  }

  @Override
  public RunHistory history(CamusConfig config) {
    Configuration hadoop = HadoopPipeline.hadoop(config);
    HadoopPipeline.requireReadable(config, hadoop, List.of(HadoopPipeline.history(config)));
    Store store = Stores.open(config.run().executionBase(), hadoop);
    LifeSigns lifeSigns =
        new LifeSigns(
            store,
            Wiring.layoutOf(config),
            new JobLiveness(hadoop),
            config.run().livenessTimeout(),
            clock);
    return new RunHistory(store, Wiring.layoutOf(config), lifeSigns, clock);
  }

  @Override
  public PositionsReport positions(CamusConfig given, Predicate<String> topics) {
    Configuration hadoop = HadoopPipeline.hadoop(given);
    HadoopPipeline.requireReadable(given, hadoop, List.of());
    CamusConfig config = HadoopPipeline.withSecrets(given, hadoop);
    Wiring wiring = HadoopPipeline.wiring(config, hadoop);
    LogState state = CommitLog.read(wiring.store(), wiring.layout());
    try (TopicCatalog catalog = wiring.cluster().catalog()) {
      return new PositionsQuery(
              catalog,
              config.kafka().topicFilter()::whyOut,
              wiring::glance,
              wiring.cluster().config().kafka().adminCallTimeout(),
              clock)
          .report(state.positions(), topics);
    }
  }

  @Override
  public SetOutcome setPositions(
      CamusConfig given,
      Selection selection,
      Target target,
      Mode mode,
      Predicate<List<PositionChange>> consent) {
    Configuration hadoop = prepared(given, mode);
    CamusConfig config = HadoopPipeline.withSecrets(given, hadoop);
    Wiring wiring = HadoopPipeline.wiring(config, hadoop);
    Store store = seen(wiring.store(), mode);
    CommitLog log = wiring.log(store);
    RecoverStep recovery = wiring.recovery(store, log, liveness(hadoop, mode), LiveRuns.RESPECT);
    RecoveryReport recovered = recovery.recover();
    recovered
        .live()
        .ifPresent(
            live -> {
              throw recovery.inProgress(live);
            });
    List<PositionChange> changes;
    try (TopicCatalog catalog = wiring.cluster().catalog()) {
      changes =
          new PositionSetter(catalog, config.kafka().topicFilter()::whyOut)
              .changes(log.state(), target, selection);
    }
    boolean agreed = !changes.isEmpty() && consent.test(changes);
    OptionalLong record =
        agreed && mode == Mode.REAL
            ? OptionalLong.of(PositionSetter.append(log, changes))
            : OptionalLong.empty();
    return new SetOutcome(changes, record, recovered.problems());
  }

  @Override
  public ReplayOutcome replay(
      CamusConfig main, ReplayRequest request, Mode mode, RunListener listener) {
    CamusConfig given = ReplaySettings.of(main, request.topic(), request.from(), request.places());
    Configuration hadoop = prepared(given, mode);
    CamusConfig config = HadoopPipeline.withSecrets(given, hadoop);
    Wiring wiring = HadoopPipeline.wiring(config, hadoop);
    ReplayOrder order;
    List<Problem> problems = new ArrayList<>();
    try (TopicCatalog catalog = wiring.cluster().catalog()) {
      Instant now = clock.instant();
      order =
          new ReplayOrderFile(seen(wiring.store(), mode), config.run().executionBase())
              .readOrKeep(
                  request.topic(),
                  request.from(),
                  request.to(),
                  () ->
                      ReplayOrder.ask(catalog, request.topic(), request.from(), request.to(), now));
      problems.addAll(
          order.goneBeforeStart(
              CommitLog.read(wiring.store(), wiring.layout()).positions(),
              catalog.offsets().earliestOffsets(order.partitions())));
    }
    Optional<RunSummary> summary = Optional.empty();
    if (mode == Mode.REAL) {
      UnaryOperator<TopicCatalog> view = cluster -> ReplayCatalog.view(cluster, order);
      summary =
          Optional.of(
              HadoopPipeline.run(
                  config,
                  hadoop,
                  HadoopPipeline.wiring(config, hadoop, wiring.cluster().seenAs(view)),
                  new RunOptions(false),
                  listener));
    }
    long missing = order.missing(CommitLog.read(wiring.store(), wiring.layout()).positions());
    if (missing > 0 && mode == Mode.REAL && problems.isEmpty()) {
      problems.add(
          new Problem(
              Severity.OUTSIDE,
              order.topic(),
              String.format(
                  Locale.ROOT,
                  "%,d offsets of the replay are not pulled yet; give the same command again",
                  missing)));
    }
    return new ReplayOutcome(given, order, summary, missing, problems);
  }
}
