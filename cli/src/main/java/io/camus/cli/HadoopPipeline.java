package io.camus.cli;

import io.camus.commit.CommitLog;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.config.CamusConfig;
import io.camus.config.Framework;
import io.camus.mapreduce.DriverProcess;
import io.camus.mapreduce.DriverVariables;
import io.camus.mapreduce.EngineSettings;
import io.camus.mapreduce.JobLibraries;
import io.camus.mapreduce.JobLiveness;
import io.camus.mapreduce.MapReduceEngine;
import io.camus.mapreduce.PipelineTasks;
import io.camus.mapreduce.StoreCheck;
import io.camus.mapreduce.Stores;
import io.camus.model.CamusException;
import io.camus.model.StorageException;
import io.camus.run.RunListener;
import io.camus.run.RunSummary;
import io.camus.run.Wiring;
import io.camus.setup.Plan;
import io.camus.spi.StorePath;
import io.camus.spi.TopicCatalog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/** The pipeline on Hadoop's file systems and MapReduce. */
final class HadoopPipeline implements Pipeline {

  @Override
  public RunSummary run(CamusConfig config, RunOptions options, RunListener listener) {
    Configuration hadoop = hadoop(config);
    StoreCheck stores = new StoreCheck(hadoop);
    stores.requireUsable(config.executionBase(), targets(config));
    countFiles(config).ifPresent(path -> stores.requireUsable(path, List.of(path)));
    return wiring(config, hadoop)
        .run(
            new MapReduceEngine(
                hadoop,
                config.withoutSecrets(),
                variables(config).with(config.secrets()),
                PipelineTasks.class,
                engineSettings(config)),
            new JobLiveness(hadoop),
            DriverProcess.thisProcess(config.framework()),
            options.takeOver() ? LiveRuns.TAKE_OVER : LiveRuns.RESPECT,
            listener)
        .run();
  }

  @Override
  public Plan plan(CamusConfig config) {
    Wiring wiring = wiring(config, hadoop(config));
    return wiring.plan(CommitLog.read(wiring.store(), wiring.layout()).positions());
  }

  @Override
  public List<String> check(CamusConfig config) {
    Configuration hadoop = hadoop(config);
    StoreCheck stores = new StoreCheck(hadoop);
    List<String> problems =
        new ArrayList<>(stores.problems(config.executionBase(), targets(config)));
    countFiles(config).ifPresent(path -> problems.addAll(stores.problems(path, List.of(path))));
    try {
      problems.addAll(wiring(config, hadoop).topicProblems());
    } catch (CamusException e) {
      if (!problems.contains(e.getMessage())) {
        problems.add(e.getMessage());
      }
    }
    try (TopicCatalog catalog = Wiring.catalog(config)) {
      catalog.topics();
    } catch (CamusException e) {
      problems.add(e.getMessage());
    }
    return problems;
  }

  /** Where files are published; all of it has to be on the store that they are written to. */
  private static List<StorePath> targets(CamusConfig config) {
    List<StorePath> targets = new ArrayList<>();
    targets.add(config.destination());
    targets.add(config.executionHistory());
    config.errorsPath().ifPresent(targets::add);
    return targets;
  }

  /** Where count files are kept, on any store; they are written at the end of a run. */
  private static Optional<StorePath> countFiles(CamusConfig config) {
    return config.keepCountFiles() ? config.countsPath() : Optional.empty();
  }

  private static Wiring wiring(CamusConfig config, Configuration hadoop) {
    return new Wiring(config, path -> Stores.open(path, hadoop), variables(config)::value);
  }

  private static DriverVariables variables(CamusConfig config) {
    return DriverVariables.of(config, System.getenv());
  }

  static Configuration hadoop(CamusConfig config) {
    Configuration hadoop = new Configuration();
    config.hadoopProperties().forEach(hadoop::set);
    // An interrupted run still has to commit what is finished and to close itself.
    hadoop.setBoolean("fs.automatic.close", false);
    return hadoop;
  }

  private static EngineSettings engineSettings(CamusConfig config) {
    if (config.framework() == Framework.LOCAL) {
      return EngineSettings.local(config.jobName(), config.localMapSlots());
    }
    try {
      return EngineSettings.yarn(
          config.jobName(),
          Stream.concat(Stream.of(config.executionBase()), targets(config).stream()).toList(),
          JobLibraries.ofClassPath(System.getProperty("java.class.path")));
    } catch (IOException e) {
      throw new StorageException("cannot collect the jars that tasks need: " + e, e);
    }
  }
}
