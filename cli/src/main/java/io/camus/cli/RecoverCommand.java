package io.camus.cli;

import io.camus.cli.view.Mode;
import io.camus.cli.view.RecoverPage;
import io.camus.cli.view.RecoveryJson;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.run.RecoveryReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code camus recover}: the recovery that every run begins with. */
@Command(
    name = "recover",
    sortOptions = false,
    description = {
      "Completes the work of runs that died: publishes committed files, commits the finished tasks"
          + " of dead runs, cleans up.",
      "",
      "Every run does this first. If another run is active, recover leaves it alone and returns exit"
          + " code 3.",
      ""
    },
    footer = {"", "Example:", "  camus recover -P camus.properties --dry-run"})
final class RecoverCommand extends ConfiguredVerb {
  @Option(names = "--dry-run", description = "Show what would be done. Change nothing.")
  private boolean dryRun;

  @Option(
      names = "--take-over",
      description =
          "Replace an active run: commit its finished tasks and close it, instead of leaving it"
              + " alone.")
  private boolean takeOver;

  @Option(names = "--json", description = "Print the report as one JSON document and nothing else.")
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
