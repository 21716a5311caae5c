package io.camus.cli;

import io.camus.commit.CommitLog;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.config.CamusConfig;
import io.camus.config.Framework;
import io.camus.config.SchemaSource;
import io.camus.engine.Engine;
import io.camus.engine.LocalEngine;
import io.camus.failure.NativeCodecs;
import io.camus.failure.RootCause;
import io.camus.hadoop.DriverSecrets;
import io.camus.hadoop.HadoopLogin;
import io.camus.hadoop.NamedPath;
import io.camus.hadoop.StoreCheck;
import io.camus.hadoop.Stores;
import io.camus.model.CamusException;
import io.camus.model.ExitCode;
import io.camus.model.StorageException;
import io.camus.report.RunListener;
import io.camus.report.RunSummary;
import io.camus.setup.Plan;
import io.camus.spi.StorePath;
import io.camus.wiring.KafkaCluster;
import io.camus.wiring.Wiring;
import io.camus.yarn.DriverProcess;
import io.camus.yarn.EngineSettings;
import io.camus.yarn.JobLibraries;
import io.camus.yarn.JobLiveness;
import io.camus.yarn.MapReduceEngine;
import io.camus.zookeeper.ZooKeeperCluster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** The pipeline on Hadoop's file systems and MapReduce. */
final class HadoopPipeline implements Pipeline {

  @Override
  public RunSummary run(CamusConfig given, RunOptions options, RunListener listener) {
    Configuration hadoop = hadoop(given);
    CamusConfig config = withSecrets(given, hadoop);
    StoreCheck stores = new StoreCheck(hadoop);
    stores.requireApart(config.directories());
    stores.requireUsable(base(config), targets(config));
    countFiles(config).ifPresent(path -> stores.requireUsable(path, List.of(path)));
    return run(config, hadoop, wiring(config, hadoop), options, listener);
  }

  /** Runs with parts of the caller's, on stores that were tried out. */
  static RunSummary run(
      CamusConfig config,
      Configuration hadoop,
      Wiring wiring,
      RunOptions options,
      RunListener listener) {
    return wiring
        .run(
            engine(config, hadoop, wiring),
            new JobLiveness(hadoop),
            DriverProcess.thisProcess(config.run().framework()),
            options.takeOver() ? LiveRuns.TAKE_OVER : LiveRuns.RESPECT,
            listener)
        .run();
  }

  @Override
  public Plan plan(CamusConfig given) {
    Configuration hadoop = hadoop(given);
    requireReadable(given, hadoop, List.of());
    Wiring wiring = wiring(withSecrets(given, hadoop), hadoop);
    return wiring.plan(CommitLog.read(wiring.store(), wiring.layout()).positions());
  }

  @Override
  public List<Finding> check(CamusConfig config) {
    Configuration hadoop;
    try {
      hadoop = hadoop(config);
    } catch (CamusException e) {
      return List.of(Finding.of(e));
    }
    StoreCheck stores = new StoreCheck(hadoop);
    Set<Finding> findings = new LinkedHashSet<>();
    try {
      if (config.run().framework() == Framework.LOCAL) {
        NativeCodecs.requireUsable();
      }
      stores.requireApart(config.directories());
    } catch (CamusException e) {
      findings.add(Finding.of(e));
    }
    stores.problems(base(config), targets(config)).forEach(it -> findings.add(Finding.of(it)));
    countFiles(config)
        .ifPresent(
            path ->
                stores.problems(path, List.of(path)).forEach(it -> findings.add(Finding.of(it))));
    try {
      checkOutside(withSecrets(config, hadoop), hadoop, findings);
    } catch (CamusException e) {
      findings.add(Finding.of(e));
    }
    return List.copyOf(findings);
  }

  private static void checkOutside(
      CamusConfig config, Configuration hadoop, Set<Finding> findings) {
    try {
      wiring(config, hadoop)
          .topicProblems()
          .forEach(it -> findings.add(new Finding(ExitCode.DATA, it)));
    } catch (CamusException e) {
      findings.add(Finding.of(e));
    }
    Wiring.unknownTopics(config, cluster(config))
        .forEach(
            it ->
                findings.add(
                    new Finding(it.severity().exitCode(), it.where() + ": " + it.message())));
  }

  /**
   * Refuses paths with which a run cannot begin, as far as looking tells.
   *
   * @param read what is read beside the commit log
   */
  static void requireReadable(CamusConfig config, Configuration hadoop, List<NamedPath> read) {
    StoreCheck stores = new StoreCheck(hadoop);
    stores.requireReadable(List.of(base(config)));
    stores.requireDirectories(targets(config));
    stores.requireReadable(read);
  }

  /** Where the commit log is. */
  static NamedPath base(CamusConfig config) {
    return new NamedPath("etl.execution.base.path", config.run().executionBase());
  }

  /** Where files are published; all of it has to be on the store that they are written to. */
  static List<NamedPath> targets(CamusConfig config) {
    List<NamedPath> targets = new ArrayList<>();
    targets.add(destination(config));
    targets.add(history(config));
    config
        .output()
        .errorsPath()
        .ifPresent(path -> targets.add(new NamedPath("camus.errors.path", path)));
    return targets;
  }

  static NamedPath destination(CamusConfig config) {
    return new NamedPath("etl.destination.path", config.output().destination());
  }

  static NamedPath history(CamusConfig config) {
    return new NamedPath("etl.execution.history.path", config.history().executionHistory());
  }

  /** Where tasks read and write. */
  private static List<StorePath> taskPaths(CamusConfig config) {
    List<StorePath> paths = new ArrayList<>();
    targets(config).forEach(target -> paths.add(target.path()));
    paths.add(config.run().executionBase());
    config
        .schemas()
        .schemaRegistry()
        .filter(SchemaSource.Directory.class::isInstance)
        .map(SchemaSource.Directory.class::cast)
        .ifPresent(schemas -> paths.add(schemas.path()));
    return paths;
  }

  /** Where count files are kept, on any store; they are written at the end of a run. */
  private static Optional<NamedPath> countFiles(CamusConfig config) {
    return config.audit().keptCounts().map(path -> new NamedPath("etl.counts.path", path));
  }

  static Wiring wiring(CamusConfig config, Configuration hadoop) {
    return wiring(config, hadoop, cluster(config));
  }

  static Wiring wiring(CamusConfig config, Configuration hadoop, KafkaCluster cluster) {
    return new Wiring(config, path -> Stores.open(path, hadoop), cluster);
  }

  /** The cluster of a configuration, whose brokers may be found in ZooKeeper. */
  static KafkaCluster cluster(CamusConfig config) {
    return config.kafka().brokers().isEmpty()
        ? new ZooKeeperCluster(config)
        : KafkaCluster.named(config);
  }

  /** The configuration as it is needed where Kafka and the registry are spoken to. */
  static CamusConfig withSecrets(CamusConfig config, Configuration hadoop) {
    return config.withSecrets(new DriverSecrets(System.getenv(), hadoop));
  }

  /** Hadoop's configuration; whoever asks for it is logged in to Hadoop. */
  static Configuration hadoop(CamusConfig config) {
    Configuration hadoop = new Configuration();
    config.hadoopProperties().forEach(hadoop::set);
    // An interrupted run still has to commit what is finished and to close itself.
    hadoop.setBoolean("fs.automatic.close", false);
    HadoopLogin.logIn(hadoop, config.kerberosLogin(), System.getenv());
    return hadoop;
  }

  private static Engine engine(CamusConfig config, Configuration hadoop, Wiring wiring) {
    return switch (config.run().framework()) {
      case LOCAL -> new LocalEngine(wiring.attempts(), config.run().localMapSlots());
      case YARN -> onYarn(config, hadoop, wiring.cluster());
    };
  }

  /** Tasks know the brokers, which are found in the setup stage at the earliest. */
  private static Engine onYarn(CamusConfig config, Configuration hadoop, KafkaCluster cluster) {
    EngineSettings settings = engineSettings(config);
    return (run, splits) ->
        new MapReduceEngine(hadoop, cluster.config(), settings).start(run, splits);
  }

  private static EngineSettings engineSettings(CamusConfig config) {
    try {
      return new EngineSettings(
          config.run().jobName(),
          taskPaths(config),
          JobLibraries.of(HadoopPipeline.class.getClassLoader()));
    } catch (IOException e) {
      throw new StorageException(
          "cannot collect the jars that tasks need: " + RootCause.line(e), e);
    }
  }
}
