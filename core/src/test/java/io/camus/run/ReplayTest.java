package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.commit.CommitLog;
import io.camus.engine.Engine;
import io.camus.model.ConfigurationException;
import io.camus.model.ExitCode;
import io.camus.model.PartitionPosition;
import io.camus.model.SourceException;
import io.camus.offsets.ReplayCatalog;
import io.camus.offsets.ReplayOrder;
import io.camus.offsets.ReplayOrderFile;
import io.camus.report.RunSummary;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replay is a run that plans by a bounded view of the cluster. */
class ReplayTest {
  private static final TopicPartition CLICKS = new TopicPartition("clicks", 0);
  private static final Instant FROM = World.NOW.minusMillis(8);
  private static final Instant TO = World.NOW.minusMillis(3);

  private World world;

  @BeforeEach
  void produceTenRecordsAMillisecondApart() throws IOException {
    world = new World();
    for (int i = 0; i < 10; i++) {
      world.kafka.produce("clicks", 0, World.NOW.toEpochMilli() - 10 + i, "record " + i);
    }
    world.kafka.produce("other", 0, World.NOW.toEpochMilli() - 5, "not asked for");
  }

  private ReplayOrder ask() {
    return ReplayOrder.ask(world.kafka.catalog(), "clicks", FROM, TO, World.NOW);
  }

  private RunSummary run(ReplayOrder order) {
    return run(order, ScriptedEngine.ofAllTasks(world));
  }

  private RunSummary run(ReplayOrder order, Engine engine) {
    return world.runSeeing(
        ReplayCatalog.view(world.kafka.catalog(), order),
        topic -> topic.equals("clicks"),
        FROM,
        engine);
  }

  private Map<TopicPartition, PartitionPosition> positions() {
    return CommitLog.read(world.store, world.layout).positions();
  }

  @Test
  void exactlyTheOffsetsOfTheRangeArePulled() {
    ReplayOrder order = ask();
    assertThat(order.parts()).containsExactly(new ReplayOrder.Part(0, 2, 7));

    RunSummary summary = run(order);
    assertThat(summary.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(summary.topics())
        .singleElement()
        .satisfies(topic -> assertThat(topic.messages()).isEqualTo(5));
    assertThat(world.store.files().keySet()).anyMatch(it -> it.name().contains("clicks+0+2+7+5"));
    assertThat(order.missing(positions())).isZero();
    assertThat(positions()).containsOnlyKeys(CLICKS);
  }

  @Test
  void theSameCommandPullsNothingTwiceWhateverCameOrWentMeanwhile() {
    ReplayOrder order = ask();
    run(order);
    world.kafka.produce("clicks", 0, FROM.toEpochMilli(), "a late one");
    assertThat(run(order).run()).as("nothing to pull").isEmpty();
    world.kafka.retain(CLICKS, 9);
    RunSummary after = run(order);
    assertThat(after.run()).isEmpty();
    assertThat(after.exitCode()).as("what is gone was pulled").isEqualTo(ExitCode.OK);
  }

  @Test
  void aReplayThatDiedGoesOnWhereItWas() {
    ReplayOrder order = ask();
    ScriptedEngine dying =
        new ScriptedEngine(world)
            .onWait(
                it -> {
                  throw new FaultyStore.CrashError();
                });
    assertThatThrownBy(() -> run(order, dying)).isInstanceOf(FaultyStore.CrashError.class);
    assertThat(order.missing(positions())).isEqualTo(5);

    run(order);
    assertThat(order.missing(positions())).isZero();
    assertThat(world.store.files().keySet()).anyMatch(it -> it.name().contains("clicks+0+2+7+5"));
  }

  @Test
  void whatRetentionTakesBeforeItWasPulledIsALoss() {
    ReplayOrder order = ask();
    world.kafka.retain(CLICKS, 4);
    assertThat(order.goneBeforeStart(positions(), world.kafka.earliestOffsets(order.partitions())))
        .singleElement()
        .satisfies(problem -> assertThat(problem.where()).isEqualTo("clicks-0@[2,4)"));
    run(order);
    assertThat(order.goneBeforeStart(positions(), Map.of(CLICKS, 4L))).isEmpty();
  }

  @Test
  void aTopicThatWasMadeAgainIsNotTheOneThatWasMeant() {
    ReplayOrder order = ask();
    world.kafka.deleteTopic("clicks");
    assertThatThrownBy(() -> run(order)).isInstanceOf(SourceException.class);
    world.kafka.produce("clicks", 0, World.NOW.toEpochMilli(), "of another topic");
    assertThatThrownBy(() -> run(order))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("clicks was deleted or recreated");
  }

  @Test
  void aRangeEndsAtTheEndWhereNothingIsYounger() {
    ReplayOrder order =
        ReplayOrder.ask(world.kafka.catalog(), "clicks", FROM, World.NOW, World.NOW);
    assertThat(order.parts()).containsExactly(new ReplayOrder.Part(0, 2, 10));
    ReplayOrder before =
        ReplayOrder.ask(
            world.kafka.catalog(),
            "clicks",
            World.NOW.minus(Duration.ofDays(2)),
            World.NOW.minus(Duration.ofDays(1)),
            World.NOW);
    assertThat(before.offsets()).isZero();
    assertThat(run(before).run()).isEmpty();
  }

  @Test
  void aRangeThatIsNotClosedOrATopicThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> ReplayOrder.ask(world.kafka.catalog(), "clicks", TO, FROM, World.NOW))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("not a valid time range");
    assertThatThrownBy(
            () ->
                ReplayOrder.ask(
                    world.kafka.catalog(), "clicks", FROM, World.NOW.plusSeconds(1), World.NOW))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("end in the past");
    assertThatThrownBy(() -> ReplayOrder.ask(world.kafka.catalog(), "clocks", FROM, TO, World.NOW))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("clocks");
  }

  @Test
  void theOrderIsKeptAndAnotherOneIsRefusedThere() {
    ReplayOrderFile file = new ReplayOrderFile(world.store, world.layout.base());
    ReplayOrder order = file.readOrKeep("clicks", FROM, TO, this::ask);
    ReplayOrder again =
        file.readOrKeep(
            "clicks",
            FROM,
            TO,
            () -> {
              throw new AssertionError("it was asked before");
            });
    assertThat(again).isEqualTo(order);
    assertThatThrownBy(() -> file.readOrKeep("clicks", FROM, World.NOW, this::ask))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(FROM.toString())
        .hasMessageContaining("use another destination");
  }

  @Test
  void partitionsThatWereAddedSinceAreNotPartOfIt() {
    ReplayOrder order = ask();
    world.kafka.produce("clicks", 1, World.NOW.toEpochMilli() - 5, "in a new partition");
    run(order);
    assertThat(positions()).containsOnlyKeys(CLICKS);
  }
}
