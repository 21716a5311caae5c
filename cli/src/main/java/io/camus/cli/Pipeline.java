package io.camus.cli;

import io.camus.config.CamusConfig;
import io.camus.report.RunListener;
import io.camus.report.RunSummary;
import io.camus.setup.Plan;
import java.util.List;

/** What the verbs ask of the pipeline, wired for a configuration. */
public interface Pipeline {

  /**
   * Runs to the end.
   *
   * @throws io.camus.model.CamusException if the run cannot start or cannot go on
   */
  RunSummary run(CamusConfig config, RunOptions options, RunListener listener);

  /** Decides what a run would do, and touches nothing. */
  Plan plan(CamusConfig config);

  /**
   * Asks the outside whether the configuration can work: brokers reachable, stores
   * rename-compatible.
   *
   * @return what is wrong; empty if nothing is
   */
  List<Finding> check(CamusConfig config);
}
