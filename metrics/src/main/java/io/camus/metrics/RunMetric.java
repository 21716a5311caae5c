package io.camus.metrics;

import static io.camus.metrics.TopicMetric.seconds;

import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.report.Json;
import io.camus.report.RunOutcome;
import io.camus.report.RunSummary;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A figure of a run that its topics do not have.
 *
 * @param name its whole name
 * @param help what it is, one sentence
 * @param label the name of its label; empty if it has none
 * @param values the values of an outcome by that of the label; that of a metric without a label is
 *     empty
 */
record RunMetric(
    String name,
    String help,
    Optional<String> label,
    Function<RunOutcome, Map<String, Double>> values) {

  /** The time of the last successful run, which other runs keep. */
  static final RunMetric LAST_SUCCESS =
      one(
          "camus_run_last_success_timestamp_seconds",
          "When the last run with exit status 0 ended.",
          outcome -> seconds(outcome.endedAt()));

  /** All others. */
  static final List<RunMetric> ALL =
      List.of(
          one(
              "camus_run_exit_code",
              "Exit status of the last run: 0 is success.",
              RunOutcome::status),
          one(
              "camus_run_start_timestamp_seconds",
              "When the last run began.",
              outcome -> seconds(outcome.startedAt())),
          one(
              "camus_run_end_timestamp_seconds",
              "When the last run ended.",
              outcome -> seconds(outcome.endedAt())),
          one(
              "camus_run_duration_seconds",
              "How long the last run took.",
              outcome -> length(outcome.duration())),
          labelled(
              "camus_run_stage_duration_seconds",
              "Time of the last run in a stage; publishing during the pull counts as pull.",
              "stage",
              RunMetric::stages),
          labelled(
              "camus_run_problems",
              "Problems of the last run, by severity.",
              "severity",
              RunMetric::problems),
          summary("camus_run_tasks", "Tasks of the last run.", RunSummary::tasks),
          summary(
              "camus_run_topics",
              "Topics with records to pull, or with a lag.",
              summary -> summary.topics().size()),
          summary(
              "camus_run_up_to_date_topics",
              "Topics with nothing new; they have no metrics of their own.",
              RunSummary::emptyTopics));

  private static RunMetric one(String name, String help, ToDoubleFunction<RunOutcome> value) {
    return new RunMetric(
        name, help, Optional.empty(), outcome -> Map.of("", value.applyAsDouble(outcome)));
  }

  private static RunMetric summary(String name, String help, ToDoubleFunction<RunSummary> value) {
    return new RunMetric(
        name,
        help,
        Optional.empty(),
        outcome ->
            outcome
                .summary()
                .map(summary -> Map.of("", value.applyAsDouble(summary)))
                .orElse(Map.of()));
  }

  private static RunMetric labelled(
      String name, String help, String label, Function<RunSummary, Map<String, Double>> values) {
    return new RunMetric(
        name, help, Optional.of(label), outcome -> outcome.summary().map(values).orElse(Map.of()));
  }

  private static Map<String, Double> stages(RunSummary summary) {
    Map<String, Double> values = new LinkedHashMap<>();
    summary.stages().forEach((stage, time) -> values.put(Json.word(stage), length(time)));
    return values;
  }

  /** All severities, so that a query for one always has an answer. */
  private static Map<String, Double> problems(RunSummary summary) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (Severity severity : Severity.values()) {
      values.put(
          Json.word(severity),
          (double)
              summary.problems().stream().map(Problem::severity).filter(severity::equals).count());
    }
    return values;
  }

  private static double length(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
