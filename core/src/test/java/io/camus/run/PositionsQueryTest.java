package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.ExitCode;
import io.camus.model.OpenTransaction;
import io.camus.model.PartitionPosition;
import io.camus.model.PlannedRange;
import io.camus.offsets.PositionLine;
import io.camus.offsets.PositionStatus;
import io.camus.offsets.PositionsQuery;
import io.camus.offsets.PositionsReport;
import io.camus.offsets.TimeToLoss.Kind;
import io.camus.setup.LogDetails.Retention;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class PositionsQueryTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final SimulatedKafka kafka = new SimulatedKafka();
  private final Map<TopicPartition, PartitionPosition> positions = new HashMap<>();

  /** Ten records, an hour apart, the last one an hour old. */
  private void produce(String topic, int partition) {
    for (int i = 10; i > 0; i--) {
      kafka.produce(
          topic, partition, World.NOW.minus(HOUR.multipliedBy(i)).toEpochMilli(), "record " + i);
    }
  }

  private void stands(String topic, int partition, long next) {
    Uuid id =
        kafka.topics().stream()
            .filter(it -> it.name().equals(topic))
            .findFirst()
            .orElseThrow()
            .id();
    positions.put(new TopicPartition(topic, partition), new PartitionPosition(id, 0, next));
  }

  private PositionsReport report() {
    return new PositionsQuery(
            kafka.catalog(),
            topic -> topic.equals("secret") ? Optional.of("why not") : Optional.empty(),
            ranges -> kafka.readUncommitted(ranges.stream().map(PlannedRange::of).toList()),
            Duration.ofSeconds(1),
            () -> World.NOW)
        .report(positions, topic -> true);
  }

  private static PositionLine line(PositionsReport report, String partition) {
    return report.lines().stream()
        .filter(it -> it.partition().toString().equals(partition))
        .findFirst()
        .orElseThrow();
  }

  private static Retention keeping(Duration time) {
    return new Retention(true, Optional.of(time), Optional.empty());
  }

  @Test
  void aLagIsToldInMessagesInTimeAndUntilItsLoss() {
    produce("clicks", 0);
    stands("clicks", 0, 4);
    kafka.keeps("clicks", keeping(Duration.ofHours(8)));

    PositionLine line = line(report(), "clicks-0");
    assertThat(line.status()).isEqualTo(PositionStatus.PULLED);
    assertThat(line.lag()).isEqualTo(6);
    assertThat(line.behind()).contains(Duration.ofHours(6));
    assertThat(line.timeToLoss().kind()).isEqualTo(Kind.BY_TIME);
    assertThat(line.timeToLoss().left()).contains(Duration.ofHours(2));
    assertThat(report().nextLoss()).contains(Duration.ofHours(2));
    assertThat(report().exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void theTimeIsThatOfTheFirstRecordBehindAHole() {
    kafka.hole("clicks", 0);
    produce("clicks", 0);
    stands("clicks", 0, 0);

    assertThat(line(report(), "clicks-0").behind()).contains(Duration.ofHours(10));
    assertThat(line(report(), "clicks-0").timeToLoss().kind())
        .as("the topic does not tell its retention")
        .isEqualTo(Kind.UNKNOWN);
  }

  @Test
  void whatWaitsForAnOpenTransactionCountsForTheLossAndNotForTheLag() {
    produce("clicks", 0);
    stands("clicks", 0, 4);
    kafka.keeps("clicks", keeping(Duration.ofHours(8)));
    kafka.begin(
        new TopicPartition("clicks", 0),
        new OpenTransaction(
            4_000,
            0,
            4,
            Optional.of(World.NOW.minus(HOUR)),
            new OpenTransaction.Ongoing(
                "billing-7", World.NOW.minus(HOUR), Duration.ofMinutes(15))));

    PositionsReport report = report();
    PositionLine line = line(report, "clicks-0");
    assertThat(line.lag()).isZero();
    assertThat(line.heldBackOffsets()).isEqualTo(6);
    assertThat(report.heldBack()).isEqualTo(6);
    assertThat(line.behind()).contains(Duration.ofHours(6));
    assertThat(line.timeToLoss().kind()).isEqualTo(Kind.BY_TIME);
    assertThat(report.nextLoss()).contains(Duration.ofHours(2));
    assertThat(line.note()).hasValueSatisfying(it -> assertThat(it).contains("billing-7", "abort"));
    assertThat(report.exitCode()).as("it is past its timeout").isEqualTo(ExitCode.OUTSIDE);
  }

  @Test
  void aBacklogOfHolesHasNoTime() {
    produce("clicks", 0);
    kafka.hole("clicks", 0);
    stands("clicks", 0, 10);

    assertThat(line(report(), "clicks-0").lag()).isEqualTo(1);
    assertThat(line(report(), "clicks-0").behind()).isEmpty();
  }

  @Test
  void everyStandingIsToldTheMostUrgentFirst() {
    for (String topic :
        List.of("cut", "idle", "late", "later", "lost", "new", "remade", "secret")) {
      produce(topic, 0);
    }
    stands("cut", 0, 15);
    stands("idle", 0, 10);
    stands("late", 0, 2);
    kafka.keeps("late", keeping(Duration.ofHours(20)));
    stands("later", 0, 1);
    kafka.keeps("later", keeping(Duration.ofHours(30)));
    stands("lost", 0, 3);
    kafka.retain(new TopicPartition("lost", 0), 7);
    stands("remade", 0, 4);
    kafka.deleteTopic("remade");
    produce("remade", 0);
    stands("secret", 0, 4);
    positions.put(new TopicPartition("gone", 3), new PartitionPosition(new Uuid(1, 2), 1, 17));

    PositionsReport report = report();
    assertThat(report.lines())
        .extracting(line -> line.partition().topic())
        .containsExactly("lost", "cut", "late", "later", "idle", "remade", "new", "secret", "gone");
    assertThat(report.lines())
        .extracting(PositionLine::status)
        .containsExactly(
            PositionStatus.LOST,
            PositionStatus.CUT_OFF,
            PositionStatus.PULLED,
            PositionStatus.PULLED,
            PositionStatus.PULLED,
            PositionStatus.MADE_AGAIN,
            PositionStatus.NEW,
            PositionStatus.LEFT_OUT,
            PositionStatus.GONE);
    assertThat(line(report, "lost-0").lost()).isEqualTo(4);
    assertThat(line(report, "lost-0").lag()).isEqualTo(3);
    assertThat(line(report, "lost-0").note())
        .hasValueSatisfying(it -> assertThat(it).contains("[3, 7)"));
    assertThat(line(report, "cut-0").lost()).isEqualTo(5);
    assertThat(line(report, "idle-0").timeToLoss().kind()).isEqualTo(Kind.NOTHING_THERE);
    assertThat(line(report, "remade-0").lag()).isEqualTo(10);
    assertThat(report.lost()).isEqualTo(9);
    assertThat(report.lag()).as("without what is left out").isEqualTo(3 + 8 + 9 + 10 + 10);
    assertThat(report.exitCode()).isEqualTo(ExitCode.DATA);
  }

  @Test
  void thousandsOfPartitionsAreReadSomeHundredAtATime() {
    for (int partition = 0; partition < 1_200; partition++) {
      kafka.produce("wide", partition, World.NOW.toEpochMilli() - partition, "x");
      stands("wide", partition, 0);
    }
    assertThat(report().lines())
        .hasSize(1_200)
        .allSatisfy(
            line ->
                assertThat(line.behind())
                    .contains(Duration.ofMillis(line.partition().partition())));
  }
}
