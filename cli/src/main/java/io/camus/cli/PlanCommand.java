package io.camus.cli;

import io.camus.config.CamusConfig;
import io.camus.model.ExitCode;
import io.camus.model.Problem;
import io.camus.report.JsonDocuments;
import io.camus.setup.Plan;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code camus plan}: what a run would pull. */
@Command(
    name = "plan",
    sortOptions = false,
    description = {
      "Shows what a run would pull, by which task, and what it would leave out and why.",
      "",
      "Touches nothing.",
      ""
    },
    footer = {"", "Example:", "  camus plan -P camus.properties --all"})
final class PlanCommand implements Callable<Integer> {
  private final Supplier<Pipeline> pipeline;
  private final Terminal terminal;

  @Mixin private SettingsOptions settings;

  @Option(
      names = "--all",
      description = "A line for every partition, also where there are more than 40.")
  private boolean all;

  @Option(names = "--json", description = "Print the plan as one JSON document, and nothing else.")
  private boolean json;

  PlanCommand(Supplier<Pipeline> pipeline, Terminal terminal) {
    this.pipeline = pipeline;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CamusConfig config = settings.config();
    Plan plan = pipeline.get().plan(config);
    if (json) {
      terminal.out().println(JsonDocuments.text(PlanJson.document(plan)));
    } else {
      PlanPage.Detail detail = all ? PlanPage.Detail.PARTITIONS : PlanPage.Detail.AS_FITS;
      new PlanPage(terminal).lines(plan, detail).forEach(terminal.out()::println);
    }
    return plan.problems().stream()
        .map(Problem::severity)
        .map(Problem.Severity::exitCode)
        .max(Comparator.naturalOrder())
        .orElse(ExitCode.OK)
        .value();
  }
}
