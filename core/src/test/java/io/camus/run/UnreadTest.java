package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.commit.Recovery.LiveRuns;
import io.camus.model.PlannedRange;
import io.camus.model.Problem.Severity;
import io.camus.model.SourceException;
import io.camus.offsets.PositionsQuery;
import io.camus.report.RunListener.Stage;
import io.camus.report.RunSummary;
import io.camus.report.RunSummary.TopicSummary;
import io.camus.report.Unread;
import io.camus.setup.LogDetails.Retention;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a summary says about the records that the run left in Kafka, and about its stages. */
class UnreadTest {
  private static final Instant OLDEST = World.NOW.minus(Duration.ofHours(3));

  private final World world;

  UnreadTest() throws IOException {
    world = new World();
    for (int partition = 0; partition < 2; partition++) {
      world.kafka.produce("clicks", partition, OLDEST.toEpochMilli(), "one");
      world.kafka.produce("clicks", partition, World.NOW.toEpochMilli() - 1, "two");
    }
    world.kafka.keeps(
        "clicks", new Retention(true, Optional.of(Duration.ofHours(8)), Optional.empty()));
    world.unread =
        (positions, topics) ->
            new PositionsQuery(
                    world.kafka.catalog(),
                    topic -> Optional.empty(),
                    ranges ->
                        world.kafka.readUncommitted(ranges.stream().map(PlannedRange::of).toList()),
                    Duration.ofSeconds(1),
                    world.clock)
                .report(positions, topics::contains)
                .unread();
  }

  /** Of two tasks, each with a partition, one never finishes. */
  private RunSummary runWithALostTask() {
    ScriptedEngine engine = new ScriptedEngine(world);
    engine.onWait(
        it -> {
          world.clock.move(Duration.ofMinutes(2));
          it.finish(0);
        });
    return world.run(world.store, World.Driver.plain(LiveRuns.RESPECT), engine);
  }

  private static TopicSummary clicks(RunSummary summary) {
    assertThat(summary.topics()).hasSize(1);
    return summary.topics().get(0);
  }

  @Test
  void theAgeOfTheOldestRecordLeftAndTheTimeUntilItIsLostAreTold() {
    RunSummary summary = runWithALostTask();

    assertThat(clicks(summary).lag()).isEqualTo(2);
    assertThat(clicks(summary).unread())
        .isEqualTo(
            new Unread(
                Optional.of(OLDEST), Optional.of(Duration.ofHours(5).minus(summary.duration()))));
    assertThat(summary.total().unread()).isEqualTo(clicks(summary).unread());
  }

  @Test
  void aTopicThatIsPulledToItsEndHasNone() {
    RunSummary summary = world.run(world.store, LiveRuns.RESPECT);

    assertThat(clicks(summary).lag()).isZero();
    assertThat(clicks(summary).unread()).isEqualTo(Unread.NONE);
  }

  @Test
  void brokersThatDoNotAnswerAreANoticeAndNoFailure() {
    world.unread =
        (positions, topics) -> {
          throw new SourceException("no broker answers");
        };
    RunSummary summary = runWithALostTask();

    assertThat(clicks(summary).unread()).isEqualTo(Unread.NONE);
    assertThat(summary.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.severity()).isEqualTo(Severity.NOTICE);
              assertThat(problem.message())
                  .isEqualTo("the age of the unread records is unknown: no broker answers");
            });
  }

  @Test
  void theStagesAddUpToTheDurationOfTheRun() {
    RunSummary summary = runWithALostTask();

    assertThat(summary.stages().values().stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(summary.duration());
    assertThat(summary.stages()).containsEntry(Stage.PULL, Duration.ofMinutes(2));
    assertThat(summary.stages().keySet())
        .containsExactly(
            Stage.RECOVER,
            Stage.SETUP,
            Stage.PULL,
            Stage.COMMIT,
            Stage.PUBLISH,
            Stage.AUDIT,
            Stage.CLEANUP);
  }

  @Test
  void stagesThatARunEntersAgainAreSummedUpAndAClockSetBackCountsAsZero() {
    StageTimes times = new StageTimes(World.NOW);
    times.enter(Stage.SETUP, World.NOW.plusSeconds(1));
    times.enter(Stage.SETUP, World.NOW.plusSeconds(3));
    times.enter(Stage.PULL, World.NOW.plusSeconds(7));

    assertThat(times.until(World.NOW))
        .isEqualTo(
            Map.of(
                Stage.RECOVER,
                Duration.ofSeconds(1),
                Stage.SETUP,
                Duration.ofSeconds(6),
                Stage.PULL,
                Duration.ZERO));
  }
}
