package io.camus.cli;

import io.camus.cli.terminal.ProgressLines;
import io.camus.cli.view.SummaryPage;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.config.CamusConfig;
import io.camus.report.RunListener;
import io.camus.report.RunSummary;
import io.camus.report.SummaryJson;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code camus run}: one run, from discovery to clean-up. */
@Command(
    name = "run",
    sortOptions = false,
    description = {
      "Pulls new messages from Kafka into files and commits them.",
      "",
      "It is always safe to run again, even after a run was killed: committed data stays, the rest is"
          + " pulled again, and no message is lost or duplicated.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  camus run -P camus.properties -D kafka.whitelist.topics=clicks.*,orders",
      "",
      "Keys: camus config, or docs/configuration.md."
    })
final class RunCommand extends ConfiguredVerb {
  @Option(
      names = "--json",
      description = "Print the summary as one JSON document and nothing else.")
  private boolean json;

  @Option(
      names = "--take-over",
      description =
          "Replace an active run: commit its finished tasks and close it, instead of leaving it"
              + " alone.")
  private boolean takeOver;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress; results and problems only.")
  private boolean quiet;

  RunCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    return Interruption.heeding(() -> context.output().of(this::runAndTell)).exitCode().value();
  }

  private RunSummary runAndTell() {
    CamusConfig config = settings.config();
    LiveRuns liveRuns = takeOver ? LiveRuns.TAKE_OVER : LiveRuns.RESPECT;
    Function<RunListener, RunSummary> run =
        listener -> operations().run(config, liveRuns, listener);
    RunSummary summary =
        quiet ? run.apply(RunListener.silent()) : ProgressLines.during(run, terminal());
    Format.of(json)
        .show(terminal(), () -> SummaryPage.of(config, summary), () -> SummaryJson.of(summary));
    return summary;
  }
}
