package io.camus.cli;

import io.camus.config.CamusConfig;
import io.camus.engine.Engine.Progress;
import io.camus.model.RunId;
import io.camus.report.RunListener;
import io.camus.report.RunSummary;
import io.camus.setup.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A pipeline that answers what it was told to answer, and remembers what it was asked. */
final class ScriptedPipeline implements Pipeline {
  final List<CamusConfig> configs = new ArrayList<>();
  final List<RunOptions> options = new ArrayList<>();
  RunSummary summary = Samples.summary();
  Plan plan = Samples.plan(3);
  List<Finding> problems = List.of();
  RuntimeException failure;

  @Override
  public RunSummary run(CamusConfig config, RunOptions asked, RunListener listener) {
    configs.add(config);
    options.add(asked);
    listener.stage(RunListener.Stage.SETUP, "2 topics, 3 partitions");
    listener.stage(RunListener.Stage.PULL, "2 tasks");
    listener.started(new RunId("2026-11-22-14-05-59-3f09ac"), "local", 1_003_120);
    listener.progress(new Progress(2, 2, Optional.of(1_003_120L), Optional.of(98_000_000L)));
    return answer(summary);
  }

  @Override
  public Plan plan(CamusConfig config) {
    configs.add(config);
    return answer(plan);
  }

  @Override
  public List<Finding> check(CamusConfig config) {
    configs.add(config);
    return answer(problems);
  }

  private <T> T answer(T value) {
    if (failure != null) {
      throw failure;
    }
    return value;
  }
}
