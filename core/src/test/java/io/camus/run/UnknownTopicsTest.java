package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.setup.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class UnknownTopicsTest {
  @Test
  void aSettingOfATopicThatTheClusterHasNotIsNoticed() {
    Plan plan = planOf("logs.web");

    Plan noticed =
        UnknownTopics.noticed(
            plan,
            Map.of(
                "logs.web", "etl.output.codec.logs.web", "logs.wbe", "etl.output.codec.logs.wbe"),
            topics -> Set.of());

    assertThat(noticed.lines()).isEqualTo(plan.lines());
    assertThat(noticed.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.severity()).isEqualTo(Severity.NOTICE);
              assertThat(problem.where()).isEqualTo("logs.wbe");
              assertThat(problem.message()).contains("etl.output.codec.logs.wbe");
            });
  }

  @Test
  void aNamedTopicThatMayNotBeSeenIsAProblem() {
    Plan noticed =
        UnknownTopics.noticed(
            planOf("logs.web"),
            Map.of("payroll", "kafka.whitelist.topics", "gone", "kafka.whitelist.topics"),
            topics -> {
              assertThat(topics).containsExactlyInAnyOrder("gone", "payroll");
              return Set.of("payroll");
            });

    assertThat(noticed.problems())
        .extracting(Problem::where, Problem::severity)
        .containsExactly(tuple("gone", Severity.NOTICE), tuple("payroll", Severity.OUTSIDE));
  }

  @Test
  void aPatternOfTheWhiteListThatMatchesIsNotTakenForAName() {
    Plan plan = planOf("logs-web");
    assertThat(
            UnknownTopics.noticed(
                plan, Map.of("logs.web", "kafka.whitelist.topics"), topics -> Set.of("logs.web")))
        .isSameAs(plan);
  }

  private static Plan planOf(String topic) {
    Plan.Line line =
        new Plan.Line(
            new TopicPartition(topic, 0),
            OptionalLong.empty(),
            OptionalLong.empty(),
            0,
            List.of(),
            Optional.empty(),
            Optional.empty());
    return new Plan(List.of(), List.of(), List.of(line), List.of());
  }
}
