package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.commit.CommitLog;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.model.ConfigurationException;
import io.camus.model.LogEntry;
import io.camus.model.NewPosition;
import io.camus.model.PartitionPosition;
import io.camus.model.RunId;
import io.camus.model.RunInProgressException;
import io.camus.model.RunOwner;
import io.camus.offsets.PositionChange;
import io.camus.offsets.PositionSetter;
import io.camus.offsets.PositionSetter.Selection;
import io.camus.offsets.Target;
import io.camus.offsets.TopicSelection;
import io.camus.report.RunSummary;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PositionSetterTest {
  private static final TopicPartition CLICKS = new TopicPartition("clicks", 0);

  private World world;

  @BeforeEach
  void pullTenRecords() throws IOException {
    world = new World();
    produce("clicks", 0, 10);
    produce("clicks", 1, 10);
    world.run(world.store, LiveRuns.RESPECT);
  }

  private void produce(String topic, int partition, int records) {
    for (int i = 0; i < records; i++) {
      world.kafka.produce(topic, partition, World.NOW.toEpochMilli() - 10 + i, "record " + i);
    }
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

  private PositionSetter setter() {
    return new PositionSetter(
        world.kafka.catalog(),
        topic -> topic.equals("secret") ? Optional.of("it is black-listed") : Optional.empty());
  }

  private static Selection selection(String topic, Integer... partitions) {
    return new Selection(TopicSelection.of(List.of(topic)), Set.of(partitions));
  }

  private List<PositionChange> changes(Target target, Selection selection) {
    return setter().changes(log(1).state(), target, selection);
  }

  private PositionChange change(Target target) {
    List<PositionChange> changes = changes(target, selection("clicks", 0));
    assertThat(changes).hasSize(1);
    return changes.get(0);
  }

  @Test
  void goingBackPullsAgainInANewGeneration() {
    PositionChange change = change(new Target.AtOffset(4));
    assertThat(change.again()).isEqualTo(6);
    assertThat(change.skipped()).isZero();
    assertThat(change.next().reason()).isEqualTo("set manually to offset 4");

    CommitLog log = log(2);
    long record = PositionSetter.append(log, List.of(change));
    assertThat(record).isEqualTo(log.state().number());
    assertThat(log.state().positions().get(CLICKS).generation()).isEqualTo(1);
    assertThat(log.state().positions().get(CLICKS).next()).isEqualTo(4);
    RunSummary again = world.run(world.store, LiveRuns.RESPECT);
    assertThat(again.topics())
        .singleElement()
        .satisfies(it -> assertThat(it.messages()).isEqualTo(6));
    assertThat(world.store.files().keySet()).anyMatch(it -> it.name().contains("+6.g1"));
    world.checkAll();
  }

  @Test
  void goingForwardSkips() {
    produce("clicks", 0, 5);
    PositionChange change = change(new Target.Latest());
    assertThat(change.skipped()).isEqualTo(5);
    assertThat(change.again()).isZero();
    PositionSetter.append(log(2), List.of(change));
    assertThat(world.run(world.store, LiveRuns.RESPECT).run()).isEmpty();
  }

  @Test
  void whatRetentionHasTakenIsToldApartFromWhatIsSkipped() {
    produce("clicks", 0, 10);
    world.kafka.retain(CLICKS, 14);
    PositionChange change = change(new Target.AtOffset(16));
    assertThat(change.lost()).isEqualTo(4);
    assertThat(change.skipped()).isEqualTo(2);
    assertThat(change(new Target.Earliest()).next().position().next()).isEqualTo(14);
  }

  @Test
  void aTimeIsTheFirstRecordFromThenOnOrTheEnd() {
    assertThat(change(new Target.AtTime(World.NOW.minusMillis(7))).next().position().next())
        .isEqualTo(3);
    assertThat(changes(new Target.AtTime(World.NOW.plusSeconds(1)), selection("clicks")))
        .as("the end, where both stand already")
        .isEmpty();
  }

  @Test
  void aPartitionThatWasNeverPulledGetsItsFirstPosition() {
    produce("views", 0, 5);
    List<PositionChange> changes = changes(new Target.AtOffset(2), selection("views"));
    assertThat(changes)
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.old()).isEmpty();
              assertThat(change.next().position().generation()).isZero();
              assertThat(change.skipped()).isEqualTo(2);
            });
    PositionSetter.append(log(2), changes);
    assertThat(world.run(world.store, LiveRuns.RESPECT).topics())
        .singleElement()
        .satisfies(it -> assertThat(it.messages()).isEqualTo(3));
  }

  @Test
  void aPositionInATopicThatWasMadeAgainGetsTheNewTopicsId() {
    world.kafka.deleteTopic("clicks");
    produce("clicks", 0, 10);
    PositionChange change = change(new Target.AtOffset(10));
    assertThat(change.again()).as("those were records of another topic").isZero();
    assertThat(change.skipped()).isEqualTo(10);
    assertThat(change.next().position().topicId())
        .isNotEqualTo(change.old().orElseThrow().topicId());
  }

  @Test
  void anOffsetThatTheBrokerDoesNotHoldIsRefused() {
    world.kafka.retain(CLICKS, 3);
    for (long offset : new long[] {2, 11}) {
      assertThatThrownBy(() -> changes(new Target.AtOffset(offset), selection("clicks", 0)))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("clicks-0@" + offset)
          .hasMessageContaining("[3, 10)");
    }
  }

  @Test
  void whatIsNotThereOrLeftOutIsRefusedByName() {
    produce("secret", 0, 1);
    Target latest = new Target.Latest();
    assertThatThrownBy(() -> changes(latest, selection("clocks")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("--topic clocks");
    assertThatThrownBy(() -> changes(latest, selection("clicks", 7)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no partition 7");
    assertThatThrownBy(() -> changes(latest, selection("secret")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("black-listed");
    assertThatThrownBy(() -> new Selection(TopicSelection.of(List.of()), Set.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("--topic");
  }

  @Test
  void aPatternPassesOverTopicsThatAreLeftOut() {
    produce("secret", 0, 1);
    assertThat(changes(new Target.Earliest(), selection("[cs].*")))
        .extracting(change -> change.next().partition().toString())
        .containsExactly("clicks-0", "clicks-1");
  }

  @Test
  void nothingIsSetIfTheLogHasMovedSince() {
    List<PositionChange> changes = changes(new Target.Earliest(), selection("clicks"));
    PartitionPosition other =
        new PartitionPosition(changes.get(0).next().position().topicId(), 1, 7);
    log(3)
        .append(
            state -> List.of(new LogEntry.Sets(new NewPosition(CLICKS, other, "somebody else"))));
    CommitLog log = log(2);
    long before = log.state().number();

    assertThatThrownBy(() -> PositionSetter.append(log, changes))
        .isInstanceOf(RunInProgressException.class)
        .hasMessageContaining("clicks-0 has moved to offset 7");
    assertThat(log(4).state().number()).isEqualTo(before);
  }

  @Test
  void nothingIsSetBesideARunThatBeganMeanwhile() {
    List<PositionChange> changes = changes(new Target.Earliest(), selection("clicks"));
    RunId run = RunId.create(World.NOW, new Random(9));
    CommitLog log = log(2);
    log(3)
        .append(
            state -> List.of(new LogEntry.Opens(run, new RunOwner("local", "host", 1, World.NOW))));

    assertThatThrownBy(() -> PositionSetter.append(log, changes))
        .isInstanceOf(RunInProgressException.class)
        .hasMessageContaining(run.value());
    assertThat(log(4).state().positions().get(CLICKS).next()).isEqualTo(10);
  }
}
