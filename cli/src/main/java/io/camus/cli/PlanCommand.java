package io.camus.cli;

import io.camus.cli.view.Detail;
import io.camus.cli.view.PlanJson;
import io.camus.cli.view.PlanPage;
import io.camus.model.Problem;
import io.camus.setup.Plan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code camus plan}: what a run would pull. */
@Command(
    name = "plan",
    sortOptions = false,
    description = {
      "Shows what a run would pull and by which task, and what it would skip and why.",
      "",
      "Changes nothing.",
      ""
    },
    footer = {"", "Example:", "  camus plan -P camus.properties --all"})
final class PlanCommand extends ConfiguredVerb {
  @Option(names = "--all", description = "Show every partition, even if there are more than 40.")
  private boolean all;

  @Option(names = "--json", description = "Print the plan as one JSON document and nothing else.")
  private boolean json;

  PlanCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    Plan plan = operations().plan(settings.config());
    Detail detail = all ? Detail.PARTITIONS : Detail.AS_FITS;
    Format.of(json).show(terminal(), () -> PlanPage.of(plan, detail), () -> PlanJson.of(plan));
    return Problem.exitCodeOf(plan.problems()).value();
  }
}
