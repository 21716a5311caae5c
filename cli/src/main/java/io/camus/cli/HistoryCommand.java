package io.camus.cli;

import io.camus.cli.view.HistoryJson;
import io.camus.cli.view.HistoryPage;
import io.camus.config.CamusConfig;
import io.camus.config.HistorySettings;
import io.camus.config.RunSettings;
import io.camus.history.PastRun;
import io.camus.history.RunHistory;
import io.camus.model.ConfigurationException;
import io.camus.model.ExitCode;
import io.camus.model.RunId;
import java.util.Iterator;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code camus history}: what earlier runs did. */
@Command(
    name = "history",
    sortOptions = false,
    description = {
      "Lists runs and how they ended, newest first, or shows one run in full.",
      "",
      "Reads only storage, and asks YARN whether an open run is active. Changes nothing.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  camus history -P camus.properties -n 50",
      "  camus history -P camus.properties 2026-11-22-14-05-59-3f09ac"
    })
final class HistoryCommand extends ConfiguredVerb {
  @Parameters(arity = "0..1", paramLabel = "RUN", description = "Id of a run to show in full.")
  private String run;

  @Option(
      names = "-n",
      paramLabel = "N",
      defaultValue = "20",
      description = "List at most N runs (default: 20); 0 for all.")
  private int most;

  @Option(
      names = "--json",
      description =
          "Print JSON and nothing else: one document per line for the list, one document for a run.")
  private boolean json;

  HistoryCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    CamusConfig config = settings.config();
    refuseIf(most < 0, "-n " + most + ": must be 0, for all, or more");
    RunHistory history = operations().history(config);
    if (run == null) {
      list(history);
    } else {
      show(config, history);
    }
    return ExitCode.OK.value();
  }

  private void list(RunHistory history) {
    Iterator<PastRun> runs =
        most == 0 ? history.newestFirst().iterator() : history.newestFirst().limit(most).iterator();
    if (!json && !runs.hasNext()) {
      terminal().print("No runs yet.");
    } else if (!json) {
      terminal().show(HistoryPage.begin());
    }
    while (runs.hasNext()) {
      PastRun past = runs.next();
      if (json) {
        terminal().print(HistoryJson.of(past).toString());
      } else {
        terminal().show(HistoryPage.row(past));
      }
    }
  }

  private void show(CamusConfig config, RunHistory history) {
    refuseIf(
        !RunId.matches(run),
        WrongCall.isFile(run)
            ? "name a properties file with -P: camus history -P " + run
            : run
                + " is not a run id such as 2026-11-22-14-05-59-3f09ac; camus history lists the runs");
    PastRun past =
        history
            .find(new RunId(run))
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        String.format(
                            Locale.ROOT,
                            "there is no run %3$s in %1$s or in the commit log in %2$s",
                            config.value(HistorySettings.HISTORY),
                            config.value(RunSettings.EXECUTION_BASE),
                            run)));
    Format.of(json)
        .show(terminal(), () -> HistoryPage.full(config, past), () -> HistoryJson.full(past));
  }
}
