package io.camus.cli;

import io.camus.config.CamusConfig;
import io.camus.run.RunListener;
import io.camus.run.RunSummary;
import io.camus.setup.Plan;
import java.util.List;

/** The pipeline on Hadoop's file systems and MapReduce. */
final class HadoopPipeline implements Pipeline {

  @Override
  public RunSummary run(CamusConfig config, RunOptions options, RunListener listener) {
    throw new IllegalStateException("wired by the lead");
  }

  @Override
  public Plan plan(CamusConfig config) {
    throw new IllegalStateException("wired by the lead");
  }

  @Override
  public List<String> check(CamusConfig config) {
    throw new IllegalStateException("wired by the lead");
  }
}
