package io.camus.cli;

import io.camus.cli.Upkeep.Mode;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.config.CamusConfig;
import io.camus.report.JsonDocuments;
import io.camus.run.RecoveryReport;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
final class RecoverCommand implements Callable<Integer> {
  private final Supplier<Upkeep> upkeep;
  private final Terminal terminal;

  @Mixin private SettingsOptions settings;

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

  RecoverCommand(Supplier<Upkeep> upkeep, Terminal terminal) {
    this.upkeep = upkeep;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CamusConfig config = settings.config();
    Mode mode = dryRun ? Mode.DRY_RUN : Mode.REAL;
    RecoveryReport report =
        upkeep.get().recover(config, takeOver ? LiveRuns.TAKE_OVER : LiveRuns.RESPECT, mode);
    if (json) {
      terminal.out().println(JsonDocuments.text(RecoveryJson.document(report, mode)));
    } else {
      new RecoverPage(terminal).lines(report, mode).forEach(terminal.out()::println);
    }
    return report.exitCode().value();
  }
}
