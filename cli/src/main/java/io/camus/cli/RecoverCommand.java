package io.camus.cli;

import io.camus.cli.view.Mode;
import io.camus.cli.view.RecoverPage;
import io.camus.cli.view.RecoveryJson;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.run.RecoveryReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code camus recover}: what every run does first, alone. */
@Command(
    name = "recover",
    sortOptions = false,
    description = {
      "Finishes what runs have begun that ended without their last word: publishes committed files,"
          + " commits what tasks of dead runs had finished, cleans up.",
      "",
      "Every run does this by itself before it pulls. Exit code 3 if a run is alive: it is left"
          + " alone.",
      ""
    },
    footer = {"", "Example:", "  camus recover -P camus.properties --dry-run"})
final class RecoverCommand extends ConfiguredVerb {
  @Option(names = "--dry-run", description = "Show what would be done; change nothing.")
  private boolean dryRun;

  @Option(
      names = "--take-over",
      description =
          "Commit what a run that seems to be alive has finished, and close it, instead of leaving"
              + " it alone.")
  private boolean takeOver;

  @Option(
      names = "--json",
      description = "Print the report as one JSON document, and nothing else.")
  private boolean json;

  RecoverCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    Mode mode = dryRun ? Mode.DRY_RUN : Mode.REAL;
    LiveRuns liveRuns = takeOver ? LiveRuns.TAKE_OVER : LiveRuns.RESPECT;
    RecoveryReport report = operations().recover(settings.config(), liveRuns, mode);
    Format.of(json)
        .show(terminal(), () -> RecoverPage.of(report, mode), () -> RecoveryJson.of(report, mode));
    return report.exitCode().value();
  }
}
