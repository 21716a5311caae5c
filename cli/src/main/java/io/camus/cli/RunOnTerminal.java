package io.camus.cli;

import io.camus.config.CamusConfig;
import io.camus.report.RunListener;
import io.camus.report.RunSummary;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * A run that is shown on a terminal: its progress while it works, what it did when it has ended.
 */
final class RunOnTerminal {
  private final Supplier<Pipeline> pipeline;
  private final Terminal terminal;

  RunOnTerminal(Supplier<Pipeline> pipeline, Terminal terminal) {
    this.pipeline = pipeline;
    this.terminal = terminal;
  }

  /** Runs and shows the progress. */
  RunSummary run(CamusConfig config, RunOptions options) {
    ProgressLines progress = new ProgressLines(terminal, InstantSource.system());
    try {
      return pipeline.get().run(config, options, progress);
    } finally {
      progress.end();
    }
  }

  /** Runs and says nothing. */
  RunSummary runQuietly(CamusConfig config, RunOptions options) {
    return pipeline.get().run(config, options, RunListener.silent());
  }

  /** Tells what a run did. */
  void tell(CamusConfig config, RunSummary summary) {
    new SummaryPage(config, terminal).lines(summary).forEach(terminal.out()::println);
    terminal.out().flush();
  }
}
