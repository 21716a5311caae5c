package io.camus.run;

import io.camus.commit.CommitLog;
import io.camus.failure.RootCause;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.report.RunListener.Stage;
import io.camus.setup.Plan;
import io.camus.spi.Table;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run does for tables (docs/protocol.md, "Tables").
 *
 * @param step empty if no topic has a table
 */
record TablesStage(CommitLog log, Optional<TablesStep> step, RunReport report) {

  /** The plan without the topics whose tables cannot be prepared, once the run is in the log. */
  Plan prepared(Plan plan) {
    return step.isEmpty() || plan.splits().isEmpty() ? plan : prepared(step.get(), plan);
  }

  private Plan prepared(TablesStep tables, Plan plan) {
    Set<String> topics = plan.tasksOfTopic().keySet();
    try {
      Map<String, Problem> found =
          tables.prepare(topics, new Table.Position(log.id(), log.state().number()));
      report.problems(found.values());
      return plan.without(
          found.keySet().stream()
              .filter(topic -> found.get(topic).severity().fails())
              .collect(Collectors.toSet()));
    } catch (IOException e) {
      report.problem(
          Severity.OUTSIDE,
          "tables",
          "they cannot be prepared: " + RootCause.line(e) + "; the next run will retry");
      return plan.without(topics);
    }
  }

  /** Brings the tables up to the log. */
  void follow() {
    if (step.isPresent()) {
      report.enter(Stage.PUBLISH, "tables");
      report.problems(step.get().follow(log));
    }
  }
}
