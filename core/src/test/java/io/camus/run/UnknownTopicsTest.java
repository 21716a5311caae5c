package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.Problem.Severity;
import io.camus.setup.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class UnknownTopicsTest {
  @Test
  void aSettingOfATopicThatTheClusterHasNotIsNoticed() {
    Plan.Line line =
        new Plan.Line(
            new TopicPartition("logs.web", 0),
            OptionalLong.empty(),
            OptionalLong.empty(),
            0,
            OptionalInt.empty(),
            Optional.empty());
    Plan plan = new Plan(List.of(), List.of(), List.of(line), List.of());

    Plan noticed =
        UnknownTopics.noticed(
            plan,
            Map.of(
                "logs.web", "etl.output.codec.logs.web", "logs.wbe", "etl.output.codec.logs.wbe"));

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
}
