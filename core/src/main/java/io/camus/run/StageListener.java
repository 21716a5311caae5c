package io.camus.run;

import io.camus.engine.Engine;
import io.camus.model.RunId;
import io.camus.report.RunListener;

/** Tells the report which stage the run is in, besides the user's listener. */
final class StageListener implements RunListener {
  private final RunListener user;
  private final RunReport report;

  StageListener(RunListener user, RunReport report) {
    this.user = user;
    this.report = report;
  }

  @Override
  public void stage(Stage stage, String detail) {
    report.at(stage);
    user.stage(stage, detail);
  }

  @Override
  public void started(RunId run, String jobId, long offsets) {
    user.started(run, jobId, offsets);
  }

  @Override
  public void progress(Engine.Progress progress) {
    user.progress(progress);
  }

  @Override
  public void publishing(int files, int of) {
    user.publishing(files, of);
  }
}
