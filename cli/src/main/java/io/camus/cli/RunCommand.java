package io.camus.cli;

import io.camus.config.CamusConfig;
import io.camus.run.JsonDocuments;
import io.camus.run.RunListener;
import io.camus.run.RunSummary;
import io.camus.run.SummaryJson;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code camus run}: one run, from discovery to clean-up. */
@Command(
    name = "run",
    sortOptions = false,
    description = {
      "Pulls what is new in Kafka into files and commits it.",
      "",
      "A run that was killed is safe to start again at any time: what was committed stays, what was"
          + " not is pulled again, nothing is lost or doubled.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  camus run -P camus.properties -D kafka.whitelist.topics=clicks.*,orders",
      "",
      "The keys: `camus config`, or docs/configuration.md."
    })
final class RunCommand implements Callable<Integer> {
  private final Supplier<Pipeline> pipeline;
  private final Terminal terminal;

  @Mixin private SettingsOptions settings;

  @Option(
      names = "--json",
      description = "Print the summary as one JSON document, and nothing else.")
  private boolean json;

  @Option(
      names = "--take-over",
      description =
          "Commit what a run that seems to be alive has finished, and close it, instead of leaving"
              + " it alone.")
  private boolean takeOver;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress; results and problems only.")
  private boolean quiet;

  RunCommand(Supplier<Pipeline> pipeline, Terminal terminal) {
    this.pipeline = pipeline;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CamusConfig config = settings.config();
    return Interruption.heeding(() -> runAndTell(config));
  }

  private int runAndTell(CamusConfig config) {
    RunSummary summary = run(config);
    if (json) {
      terminal.out().println(JsonDocuments.text(SummaryJson.document(summary)));
    } else {
      new SummaryPage(config, terminal).lines(summary).forEach(terminal.out()::println);
    }
    terminal.out().flush();
    return summary.exitCode().value();
  }

  private RunSummary run(CamusConfig config) {
    RunOptions options = new RunOptions(takeOver);
    if (quiet) {
      return pipeline.get().run(config, options, RunListener.silent());
    }
    ProgressLines progress = new ProgressLines(terminal, InstantSource.system());
    try {
      return pipeline.get().run(config, options, progress);
    } finally {
      progress.end();
    }
  }
}
