package io.camus.cli;

import io.camus.config.CamusConfig;
import io.camus.report.JsonDocuments;
import io.camus.report.RunSummary;
import io.camus.report.SummaryJson;
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
  private final RunOnTerminal run;
  private final Terminal terminal;
  private final JobOutput output;

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

  RunCommand(Supplier<Pipeline> pipeline, Terminal terminal, JobOutput output) {
    this.run = new RunOnTerminal(pipeline, terminal);
    this.terminal = terminal;
    this.output = output;
  }

  @Override
  public Integer call() {
    return Interruption.heeding(() -> output.of(this::runAndTell)).exitCode().value();
  }

  private RunSummary runAndTell() {
    CamusConfig config = settings.config();
    RunOptions options = new RunOptions(takeOver);
    RunSummary summary = quiet ? run.runQuietly(config, options) : run.run(config, options);
    if (json) {
      terminal.out().println(JsonDocuments.text(SummaryJson.document(summary)));
      terminal.out().flush();
    } else {
      run.tell(config, summary);
    }
    return summary;
  }
}
