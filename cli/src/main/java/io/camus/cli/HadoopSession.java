package io.camus.cli;

import io.camus.commit.CommitLog;
import io.camus.commit.Layout;
import io.camus.commit.LogState;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.config.CamusConfig;
import io.camus.config.HistorySettings;
import io.camus.config.KafkaClientSettings;
import io.camus.config.KafkaSettings;
import io.camus.config.OutputSettings;
import io.camus.config.RunSettings;
import io.camus.engine.Engine;
import io.camus.engine.LocalEngine;
import io.camus.hadoop.DriverSecrets;
import io.camus.hadoop.HadoopLogin;
import io.camus.hadoop.NamedPath;
import io.camus.hadoop.PathStores;
import io.camus.hadoop.StoreCheck;
import io.camus.hadoop.foreign.GobblinStates;
import io.camus.hadoop.foreign.OriginalCamus;
import io.camus.model.CamusException;
import io.camus.model.Quantity;
import io.camus.offsets.ForeignPositions;
import io.camus.offsets.ForeignSource;
import io.camus.offsets.PositionList;
import io.camus.report.RunListener;
import io.camus.report.RunSummary;
import io.camus.setup.ConsumerGroups;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.wiring.Inspection;
import io.camus.wiring.KafkaCluster;
import io.camus.wiring.Wiring;
import io.camus.yarn.DriverProcess;
import io.camus.yarn.JobLiveness;
import io.camus.yarn.MapReduceEngine;
import io.camus.zookeeper.ZooKeeperCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/**
 * An active configuration: logged in to Hadoop once, with its stores and the parts of the pipeline
 * that use them.
 */
final class HadoopSession {
  private final CamusConfig given;
  private final Configuration hadoop = new Configuration();
  private final PathStores stores;
  private final StoreCheck check;
  private Optional<CamusConfig> complete = Optional.empty();

  /**
   * Logs in.
   *
   * @param given with or without its secrets
   */
  HadoopSession(CamusConfig given) {
    this.given = given;
    given.hadoopProperties().forEach(hadoop::set);
    // An interrupted run still has to commit what is finished and to close itself.
    hadoop.setBoolean("fs.automatic.close", false);
    HadoopLogin.logIn(hadoop, given.kerberosLogin(), System.getenv());
    stores = new PathStores(hadoop, given.keys().providers(), this::config);
    check = new StoreCheck(stores);
  }

  /** For a verb that changes something: the stores are tested. */
  static HadoopSession writing(CamusConfig given) {
    HadoopSession session = new HadoopSession(given);
    session.requireUsable();
    return session;
  }

  /**
   * For a read-only verb: refuses paths with which a run could not start, as far as this can be
   * determined without writing.
   *
   * @param read what is read in addition to the commit log
   */
  static HadoopSession reading(CamusConfig given, NamedPath... read) {
    HadoopSession session = new HadoopSession(given);
    session.check.requireReadable(List.of(session.base()));
    session.check.requireDirectories(session.targets());
    session.check.requireReadable(List.of(read));
    return session;
  }

  void requireApart() {
    check.requireApart(given.directories());
  }

  void requireUsable() {
    requireApart();
    check.requireUsable(base(), targets());
  }

  /** Refuses a directory of count files that is not writable. */
  void requireCountFiles() {
    countFiles().ifPresent(path -> check.requireUsable(path, List.of(path)));
  }

  /** The problems of the stores, one by one. */
  List<CamusException> storeProblems() {
    List<CamusException> problems = new ArrayList<>(check.problems(base(), targets()));
    countFiles().ifPresent(path -> problems.addAll(check.problems(path, List.of(path))));
    return problems;
  }

  /** Where the commit log is. */
  private NamedPath base() {
    return new NamedPath("etl.execution.base.path", given.value(RunSettings.EXECUTION_BASE));
  }

  /** Where files are published; all of these must be on the store that files are staged on. */
  private List<NamedPath> targets() {
    return Stream.concat(
            Stream.of(destination(given), history(given)),
            given.optional(OutputSettings.ERRORS).stream()
                .map(it -> new NamedPath("camus.errors.path", it)))
        .toList();
  }

  /** Where count files are kept, on any store; they are written at the end of a run. */
  private Optional<NamedPath> countFiles() {
    return given.keptCounts().map(path -> new NamedPath("etl.counts.path", path));
  }

  static NamedPath destination(CamusConfig config) {
    return new NamedPath("etl.destination.path", config.value(OutputSettings.DESTINATION));
  }

  static NamedPath history(CamusConfig config) {
    return new NamedPath("etl.execution.history.path", config.value(HistorySettings.HISTORY));
  }

  /** The configuration with its secrets, as needed for Kafka and the registry. */
  CamusConfig config() {
    if (complete.isEmpty()) {
      complete = Optional.of(given.withSecrets(new DriverSecrets(System.getenv(), hadoop)::read));
    }
    return complete.get();
  }

  /** The cluster of a configuration, whose brokers may be found in ZooKeeper. */
  private static KafkaCluster cluster(CamusConfig config) {
    return config.value(KafkaSettings.BROKERS).isEmpty()
        ? new ZooKeeperCluster(config)
        : KafkaCluster.named(config);
  }

  KafkaCluster cluster() {
    return cluster(config());
  }

  Wiring wiring() {
    return wiring(cluster());
  }

  Wiring wiring(KafkaCluster cluster) {
    return new Wiring(config(), this::store, cluster);
  }

  /** The parts that read topics; they write to no store. */
  Inspection inspection() {
    return new Inspection(config(), this::store, cluster());
  }

  /** The parts that maintain the log; they need no secret. */
  Wiring wiringOfLog() {
    return Wiring.ofLog(given, this::store, cluster(given));
  }

  private Store store(StorePath path) {
    return stores.open(path);
  }

  /** Positions that another program has left. */
  ForeignPositions foreign(ForeignSource source) {
    if (source instanceof ForeignSource.OriginalCamus original) {
      return OriginalCamus.positions(original.path(), hadoop);
    } else if (source instanceof ForeignSource.Gobblin gobblin) {
      return GobblinStates.positions(gobblin.path(), hadoop);
    } else if (source instanceof ForeignSource.Group group) {
      return committed(group.name());
    } else if (source instanceof ForeignSource.ListFile list) {
      return PositionList.read(Path.of(list.path()));
    }
    throw new IllegalArgumentException("a source that is not known: " + source);
  }

  private ForeignPositions committed(String group) {
    KafkaClientSettings clients = cluster().config().kafkaClients();
    try (ConsumerGroups groups =
        ConsumerGroups.connect(clients.admin(), clients.adminCallTimeout())) {
      ConsumerGroups.Committed committed = groups.committed(group);
      return new ForeignPositions(
          "the consumer group " + group,
          committed.next(),
          committed.members() == 0
              ? Optional.empty()
              : Optional.of(
                  String.format(
                      Locale.ROOT,
                      "the group %s has %s, which may continue to read; stop them, and"
                          + " wait until their sessions have expired",
                      group,
                      Quantity.of(committed.members(), "active member"))));
    }
  }

  /** The store of the commit log. */
  Store store() {
    return store(given.value(RunSettings.EXECUTION_BASE));
  }

  Layout layout() {
    return Wiring.layoutOf(given);
  }

  /** The commit log as it is now. */
  LogState log() {
    return CommitLog.read(store(), layout());
  }

  JobLiveness liveness() {
    return new JobLiveness(hadoop);
  }

  /** Runs on stores that were tested. */
  RunSummary run(Wiring wiring, LiveRuns liveRuns, RunListener listener) {
    return wiring
        .run(
            engine(wiring),
            liveness(),
            DriverProcess.thisProcess(given.value(RunSettings.FRAMEWORK)),
            liveRuns,
            listener)
        .run();
  }

  private Engine engine(Wiring wiring) {
    return switch (given.value(RunSettings.FRAMEWORK)) {
      case LOCAL -> new LocalEngine(wiring.attempts(), given.value(RunSettings.LOCAL_SLOTS));
      case YARN ->
          new MapReduceEngine(
              hadoop, wiring.cluster()::config, HadoopSession.class.getClassLoader());
    };
  }
}
