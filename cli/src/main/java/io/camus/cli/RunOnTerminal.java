package io.camus.cli;

import io.camus.cli.view.SummaryPage;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.config.CamusConfig;
import io.camus.report.RunListener;
import io.camus.report.RunSummary;
import java.time.InstantSource;

/**
 * A run that is shown on a terminal: its progress while it works, what it did when it has ended.
 */
final class RunOnTerminal {
  private final Context context;

  RunOnTerminal(Context context) {
    this.context = context;
  }

  /** Runs and shows the progress. */
  RunSummary run(CamusConfig config, LiveRuns liveRuns) {
    ProgressLines progress = new ProgressLines(context.terminal(), InstantSource.system());
    try {
      return context.operations().run(config, liveRuns, progress);
    } finally {
      progress.end();
    }
  }

  /** Runs and says nothing. */
  RunSummary runQuietly(CamusConfig config, LiveRuns liveRuns) {
    return context.operations().run(config, liveRuns, RunListener.silent());
  }

  /** Tells what a run did. */
  void tell(CamusConfig config, RunSummary summary) {
    context.terminal().show(SummaryPage.of(config, summary));
  }
}
