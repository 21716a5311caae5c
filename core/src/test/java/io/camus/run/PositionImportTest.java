package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.commit.CommitLog;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.model.ConfigurationException;
import io.camus.model.ExitCode;
import io.camus.model.OpenTransaction;
import io.camus.model.RunId;
import io.camus.offsets.ForeignPositions;
import io.camus.offsets.ForeignSource;
import io.camus.offsets.ImportLine;
import io.camus.offsets.ImportPlan;
import io.camus.offsets.ImportPlan.Refusals;
import io.camus.offsets.ImportVerdict;
import io.camus.offsets.PositionImport;
import io.camus.offsets.PositionImport.KnownPositions;
import io.camus.offsets.PositionImport.Request;
import io.camus.offsets.PositionSetter;
import io.camus.offsets.TopicSelection;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PositionImportTest {
  private final Map<TopicPartition, Long> foreign = new HashMap<>();
  private World world;

  @BeforeEach
  void produceTenRecordsEach() throws IOException {
    world = new World();
    for (int partition = 0; partition < 3; partition++) {
      for (int i = 0; i < 10; i++) {
        world.kafka.produce("clicks", partition, World.NOW.toEpochMilli(), "record " + i);
      }
    }
  }

  private static TopicPartition clicks(int partition) {
    return new TopicPartition("clicks", partition);
  }

  private CommitLog log(long seed) {
    Random random = new Random(seed);
    return new CommitLog(
        world.store,
        world.layout,
        RunId.create(World.NOW, random),
        Optional.empty(),
        world.clock,
        random);
  }

  private static Request request(KnownPositions known, Refusals refusals, String... topics) {
    return new Request(
        new ForeignSource.Group("g"), TopicSelection.of(List.of(topics)), known, refusals);
  }

  private ImportPlan plan(Request request) {
    return new PositionImport(
            world.kafka.catalog(),
            topic -> topic.equals("secret") ? Optional.of("it is black-listed") : Optional.empty())
        .plan(log(1).state(), new ForeignPositions("the group g", foreign), request);
  }

  private ImportPlan plan() {
    return plan(request(KnownPositions.KEEP, Refusals.STOP));
  }

  private static Map<String, ImportVerdict> verdicts(ImportPlan plan) {
    Map<String, ImportVerdict> verdicts = new HashMap<>();
    plan.lines().forEach(line -> verdicts.put(line.partition().toString(), line.verdict()));
    return verdicts;
  }

  private static ImportLine line(ImportPlan plan, int partition) {
    return plan.lines().stream()
        .filter(line -> line.partition().equals(clicks(partition)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theFirstRunGoesOnWhereTheOtherProgramHasStopped() {
    foreign.put(clicks(0), 4L);
    foreign.put(clicks(1), 0L);
    foreign.put(clicks(2), 10L);

    ImportPlan plan = plan();
    assertThat(plan.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(plan.canBegin()).isTrue();
    assertThat(plan.changes())
        .allSatisfy(
            change -> {
              assertThat(change.old()).isEmpty();
              assertThat(change.next().position().generation()).isZero();
              assertThat(change.next().reason()).isEqualTo("imported from the group g");
            });

    PositionSetter.append(log(2), plan.changes());
    assertThat(world.run(world.store, LiveRuns.RESPECT).topics())
        .singleElement()
        .satisfies(topic -> assertThat(topic.messages()).isEqualTo(16));
    world.checkAll();
  }

  @Test
  void aPartitionThatHasAPositionIsRefusedUnlessItIsToBeReplaced() {
    foreign.put(clicks(0), 4L);
    foreign.put(clicks(1), 10L);
    foreign.put(clicks(2), 5L);
    world.run(world.store, LiveRuns.RESPECT);

    ImportPlan kept = plan();
    assertThat(verdicts(kept))
        .containsEntry("clicks-0", ImportVerdict.HAS_POSITION)
        .containsEntry("clicks-1", ImportVerdict.THERE_ALREADY)
        .containsEntry("clicks-2", ImportVerdict.HAS_POSITION);
    assertThat(line(kept, 0).problem().orElseThrow()).contains("already 10", "--replace");
    assertThat(kept.canBegin()).isFalse();
    assertThat(kept.exitCode()).isEqualTo(ExitCode.USAGE);

    ImportPlan replaced = plan(request(KnownPositions.REPLACE, Refusals.STOP));
    assertThat(replaced.canBegin()).isTrue();
    assertThat(replaced.changes())
        .hasSize(2)
        .allSatisfy(change -> assertThat(change.next().position().generation()).isEqualTo(1))
        .anySatisfy(change -> assertThat(change.again()).isEqualTo(6));
  }

  @Test
  void whatKafkaDoesNotHoldIsRefused() {
    world.kafka.retain(clicks(0), 6);
    foreign.put(clicks(0), 4L);
    foreign.put(clicks(1), 11L);
    foreign.put(clicks(2), 10L);

    ImportPlan plan = plan();
    assertThat(verdicts(plan))
        .containsEntry("clicks-0", ImportVerdict.PASSED_BY_RETENTION)
        .containsEntry("clicks-1", ImportVerdict.BEYOND_END)
        .containsEntry("clicks-2", ImportVerdict.SET);
    assertThat(line(plan, 0).problem().orElseThrow()).contains("[4, 6)");
    assertThat(line(plan, 1).problem().orElseThrow()).contains("ends at 10");
    assertThat(plan.canBegin()).isFalse();
    assertThat(plan.exitCode()).isEqualTo(ExitCode.USAGE);

    ImportPlan partial = plan(request(KnownPositions.KEEP, Refusals.PASS_OVER));
    assertThat(partial.canBegin()).isTrue();
    assertThat(partial.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(partial.changes()).hasSize(1);
  }

  @Test
  void whatIsNotThereAnyMoreOrLeftOutDoesNoHarm() {
    world.kafka.produce("secret", 0, World.NOW.toEpochMilli(), "s");
    foreign.put(clicks(0), 4L);
    foreign.put(clicks(7), 4L);
    foreign.put(new TopicPartition("gone", 0), 4L);
    foreign.put(new TopicPartition("secret", 0), 1L);

    ImportPlan plan = plan();
    assertThat(verdicts(plan))
        .containsEntry("clicks-0", ImportVerdict.SET)
        .containsEntry("clicks-7", ImportVerdict.NOT_THERE)
        .containsEntry("gone-0", ImportVerdict.NOT_THERE)
        .containsEntry("secret-0", ImportVerdict.LEFT_OUT);
    assertThat(plan.canBegin()).isTrue();
  }

  @Test
  void partitionsThatTheSourceDoesNotHaveAreTold() {
    foreign.put(clicks(0), 4L);

    ImportPlan plan = plan();
    assertThat(verdicts(plan))
        .containsEntry("clicks-1", ImportVerdict.NO_OFFSET)
        .containsEntry("clicks-2", ImportVerdict.NO_OFFSET);
    assertThat(line(plan, 1).problem().orElseThrow()).contains("camus.kafka.start.position");
    assertThat(plan.canBegin()).isTrue();
  }

  @Test
  void topicsAreChosenByName() {
    world.kafka.produce("views", 0, World.NOW.toEpochMilli(), "v");
    foreign.put(clicks(0), 4L);
    foreign.put(new TopicPartition("views", 0), 1L);

    assertThat(verdicts(plan(request(KnownPositions.KEEP, Refusals.STOP, "views"))))
        .containsOnlyKeys("views-0");
    assertThatThrownBy(() -> plan(request(KnownPositions.KEEP, Refusals.STOP, "vews")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("--topic vews")
        .hasMessageContaining("the group g");
  }

  @Test
  void whatTheOtherProgramHasReadBehindAnOpenTransactionIsThere() {
    world.kafka.begin(
        clicks(0), new OpenTransaction(7, 0, 4, Optional.empty(), new OpenTransaction.Unknown()));
    foreign.put(clicks(0), 10L);

    assertThat(verdicts(plan())).containsEntry("clicks-0", ImportVerdict.SET);
  }

  @Test
  void aSourceThatMayStillMoveIsNotTakenOver() {
    foreign.put(clicks(0), 4L);
    ImportPlan plan =
        new PositionImport(world.kafka.catalog(), topic -> Optional.empty())
            .plan(
                log(1).state(),
                new ForeignPositions("the group g", foreign, Optional.of("it has members")),
                request(KnownPositions.KEEP, Refusals.STOP));

    assertThat(plan.canBegin()).isFalse();
    assertThat(plan.exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aLineShowsWhatKafkaHolds() {
    world.kafka.retain(clicks(0), 3);
    foreign.put(clicks(0), 4L);

    ImportLine line = line(plan(), 0);
    assertThat(line.next()).isEqualTo(OptionalLong.of(4));
    assertThat(line.held().orElseThrow().earliest()).isEqualTo(3);
    assertThat(line.held().orElseThrow().end()).isEqualTo(10);
    assertThat(line.problem()).isEmpty();
    assertThat(line.change().orElseThrow().next().position().leaderEpoch())
        .isEqualTo(OptionalInt.empty());
  }
}
