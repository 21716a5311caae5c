package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.commit.Recovery.LiveRuns;
import io.camus.model.ExitCode;
import io.camus.model.PartitionPosition;
import io.camus.model.Problem.Severity;
import io.camus.model.SourceException;
import io.camus.report.RunSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What a run copies to Kafka for lag monitors. */
class LagGroupTest {
  private static final TopicPartition CLICKS = new TopicPartition("clicks", 0);

  private final World world;
  private final List<Map<TopicPartition, PartitionPosition>> copied = new ArrayList<>();

  LagGroupTest() throws IOException {
    world = new World();
    world.lagGroup = copied::add;
    world.kafka.produce("clicks", 0, World.NOW.toEpochMilli() - 1, "one");
  }

  private RunSummary run() {
    return world.run(world.store, LiveRuns.RESPECT);
  }

  @Test
  void theCommittedPositionsAreCopiedAlsoByARunWithNothingToPullSinceKafkaForgetsThem() {
    assertThat(run().commits()).hasSize(1);
    assertThat(run().commits()).isEmpty();

    assertThat(copied)
        .hasSize(2)
        .allSatisfy(
            positions -> {
              assertThat(positions).containsOnlyKeys(CLICKS);
              assertThat(positions.get(CLICKS).next()).isEqualTo(1);
            });
  }

  @Test
  void aCopyThatFailsIsAWarningAndTheRunSucceeds() {
    world.lagGroup =
        positions -> {
          throw new SourceException("no broker answers");
        };
    RunSummary summary = run();

    assertThat(summary.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(summary.total().messages()).isEqualTo(1);
    assertThat(summary.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.severity()).isEqualTo(Severity.WARNING);
              assertThat(problem.where()).isEqualTo("camus.lag.group");
              assertThat(problem.message())
                  .isEqualTo(
                      "no broker answers; the run itself is not affected, and the next one will"
                          + " retry");
            });
  }
}
