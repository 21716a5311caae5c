package io.camus.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.camus.model.NewPosition;
import io.camus.model.OpenTransaction;
import io.camus.model.PartitionPosition;
import io.camus.model.PlannedRange;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.model.SchemaUnavailableException;
import io.camus.model.StartPosition;
import io.camus.setup.LogDetails.Retention;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final Uuid ID = new Uuid(1, 1);
  private static final Uuid OTHER_ID = new Uuid(2, 2);
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final TopicPartition CLICKS_0 = new TopicPartition("clicks", 0);
  private static final TopicPartition CLICKS_1 = new TopicPartition("clicks", 1);

  private final InMemoryCatalog catalog = new InMemoryCatalog();
  private final Map<TopicPartition, PartitionPosition> positions = new HashMap<>();
  private final Set<String> latestTopics = new HashSet<>();
  private Function<String, Optional<String>> filter = topic -> Optional.empty();
  private Function<String, Optional<String>> check = topic -> Optional.empty();
  private StartPosition start = new StartPosition.Earliest();
  private Optional<Duration> maxHistorical = Optional.empty();
  private OutOfRangePolicy outOfRange = OutOfRangePolicy.LEAVE_AND_FAIL;
  private int tasks = 4;
  private long minSplitBytes = 1;
  private long minPieceBytes;

  // Never seen

  @Test
  void neverSeenPartitionStartsAtTheEarliest() {
    catalog.topic("clicks", ID, 1).holds("clicks", 0, 5, 25);

    Plan plan = plan();

    assertThat(pulls(plan)).containsExactly("clicks-0@[5,25)");
    assertThat(plan.newPositions())
        .containsExactly(first(CLICKS_0, 5, "new, starts at the earliest offset"));
    assertThat(plan.problems()).isEmpty();
    assertThat(plan.needsRecord()).isTrue();
  }

  @Test
  void firstPositionsOfEmptyPartitionsAreAppendedWithTheWorkOfOthers() {
    catalog.topic("clicks", ID, 2).holds("clicks", 0, 0, 10).holds("clicks", 1, 0, 0);

    Plan plan = plan();

    assertThat(pulls(plan)).containsExactly("clicks-0@[0,10)");
    assertThat(plan.newPositions())
        .extracting(NewPosition::partition)
        .containsExactly(CLICKS_0, CLICKS_1);
  }

  @Test
  void firstPositionsAtTheEarliestAloneAreNotWorthARecord() {
    catalog.topic("clicks", ID, 1).holds("clicks", 0, 7, 7);

    Plan plan = plan();

    assertThat(plan.needsRecord()).isFalse();
    assertThat(plan.newPositions()).isEmpty();
    assertThat(plan.lines())
        .containsExactly(
            new Plan.Line(
                CLICKS_0,
                OptionalLong.of(7),
                OptionalLong.of(7),
                0,
                List.of(),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void latestIsFixedAtFirstSightEvenWithoutWork() {
    start = new StartPosition.Latest();
    catalog.topic("clicks", ID, 2).holds("clicks", 0, 3, 8).holds("clicks", 1, 0, 0);

    Plan plan = plan();

    assertThat(plan.splits()).isEmpty();
    assertThat(plan.needsRecord()).isTrue();
    assertThat(plan.newPositions())
        .containsExactly(
            first(CLICKS_0, 8, "new, starts at the latest offset"),
            first(CLICKS_1, 0, "new, starts at the latest offset"));
  }

  @Test
  void partitionAddedToAPulledTopicStartsAtItsEarliestAlsoUnderLatest() {
    start = new StartPosition.Latest();
    catalog.topic("clicks", ID, 2).holds("clicks", 0, 0, 8).holds("clicks", 1, 0, 3);
    positions.put(CLICKS_0, new PartitionPosition(ID, 0, 8));

    assertThat(pulls(plan())).containsExactly("clicks-1@[0,3)");
  }

  @Test
  void partitionThatHadNoLeaderAtFirstSightStillStartsAtTheLatest() {
    start = new StartPosition.Latest();
    catalog.topic("clicks", ID, 2).holds("clicks", 0, 0, 8).holds("clicks", 1, 0, 3);
    positions.put(CLICKS_1, new PartitionPosition(ID, 0, 3));

    assertThat(plan().newPositions())
        .containsExactly(first(CLICKS_0, 8, "new, starts at the latest offset"));
  }

  @Test
  void timeStartsAtTheFirstRecordOfThatTimeOrLater() {
    Instant time = NOW.minusSeconds(60);
    start = new StartPosition.AtTime(time);
    catalog
        .topic("clicks", ID, 1)
        .holds("clicks", 0, 0, 10)
        .recordAt("clicks", 0, time.minusMillis(1), 3)
        .recordAt("clicks", 0, time, 4);

    assertThat(pulls(plan())).containsExactly("clicks-0@[4,10)");
  }

  @Test
  void timeAfterTheLastRecordStartsAtTheEndAndIsFixedAtOnce() {
    start = new StartPosition.AtTime(NOW);
    catalog
        .topic("clicks", ID, 1)
        .holds("clicks", 0, 0, 10)
        .recordAt("clicks", 0, NOW.minusSeconds(1), 9);

    Plan plan = plan();

    assertThat(plan.needsRecord()).isTrue();
    assertThat(plan.newPositions())
        .containsExactly(
            first(
                CLICKS_0,
                10,
                "new, starts at the end: no record at 2026-11-22T12:00:00Z or later"));
  }

  @Test
  void historicalLimitMovesTheEarliestStart() {
    maxHistorical = Optional.of(Duration.ofDays(3));
    catalog
        .topic("clicks", ID, 1)
        .holds("clicks", 0, 0, 10)
        .recordAt("clicks", 0, NOW.minus(Duration.ofDays(4)), 0)
        .recordAt("clicks", 0, NOW.minus(Duration.ofDays(3)), 6);

    assertThat(pulls(plan())).containsExactly("clicks-0@[6,10)");
  }

  @Test
  void historicalLimitWinsOverAnOlderStartTimeOnly() {
    maxHistorical = Optional.of(Duration.ofDays(3));
    catalog
        .topic("clicks", ID, 1)
        .holds("clicks", 0, 0, 10)
        .recordAt("clicks", 0, NOW.minus(Duration.ofDays(4)), 1)
        .recordAt("clicks", 0, NOW.minus(Duration.ofDays(2)), 6)
        .recordAt("clicks", 0, NOW.minus(Duration.ofDays(1)), 8);

    start = new StartPosition.AtTime(NOW.minus(Duration.ofDays(5)));
    assertThat(pulls(plan())).containsExactly("clicks-0@[6,10)");
    start = new StartPosition.AtTime(NOW.minus(Duration.ofDays(1)));
    assertThat(pulls(plan())).containsExactly("clicks-0@[8,10)");
  }

  @Test
  void recordAtATimeBehindTheEndOffsetDoesNotMoveTheStartBeyondIt() {
    start = new StartPosition.AtTime(NOW);
    catalog.topic("clicks", ID, 1).holds("clicks", 0, 0, 10).recordAt("clicks", 0, NOW, 15);

    assertThat(plan().newPositions()).extracting(it -> it.position().next()).containsExactly(10L);
  }

  // Known

  @Test
  void knownPartitionGoesOnFromItsPosition() {
    catalog.topic("clicks", ID, 1).holds("clicks", 0, 0, 100);
    positions.put(CLICKS_0, new PartitionPosition(ID, 3, 40));

    Plan plan = plan();

    assertThat(pulls(plan)).containsExactly("clicks-0@[40,100) generation 3");
    assertThat(plan.newPositions()).isEmpty();
    assertThat(plan.problems()).isEmpty();
  }

  @Test
  void nothingNewIsNoWorkAndNoProblem() {
    catalog.topic("clicks", ID, 2).holds("clicks", 0, 0, 100).holds("clicks", 1, 100, 100);
    positions.put(CLICKS_0, new PartitionPosition(ID, 0, 100));
    positions.put(CLICKS_1, new PartitionPosition(ID, 0, 100));

    Plan plan = plan();

    assertThat(plan.needsRecord()).isFalse();
    assertThat(plan.problems()).isEmpty();
    assertThat(plan.lines()).allMatch(line -> line.lag() == 0 && line.leftOut().isEmpty());
    assertThat(catalog.questions).containsExactly("topics", "earliest", "replicated end", "end");
  }

  @Test
  void retentionLossLeavesThePartitionAndSaysWhatIsGone() {
    catalog.topic("clicks", ID, 2).holds("clicks", 0, 50, 100).holds("clicks", 1, 0, 10);
    positions.put(CLICKS_0, new PartitionPosition(ID, 0, 40));
    positions.put(CLICKS_1, new PartitionPosition(ID, 0, 0));

    Plan plan = plan();

    assertThat(pulls(plan)).containsExactly("clicks-1@[0,10)");
    assertThat(plan.newPositions()).isEmpty();
    assertThat(plan.problems())
        .containsExactly(
            new Problem(
                Severity.DATA,
                "clicks-0@[40,50)",
                "offsets [40, 50) = 10 offsets are gone: retention deleted them before they were"
                    + " pulled; set etl.fail.on.offset.outofrange=false to continue from offset 50"));
    assertThat(plan.lines().get(0).leftOut()).hasValue("retention deleted its next offset");
  }

  @Test
  void retentionLossMovesOnAndIsReportedTheSameWay() {
    outOfRange = OutOfRangePolicy.MOVE_ON;
    catalog.topic("clicks", ID, 1).holds("clicks", 0, 50, 100);
    positions.put(CLICKS_0, new PartitionPosition(ID, 2, 40));

    Plan plan = plan();

    assertThat(pulls(plan)).containsExactly("clicks-0@[50,100) generation 3");
    assertThat(plan.newPositions())
        .containsExactly(
            new NewPosition(
                CLICKS_0, new PartitionPosition(ID, 3, 50), "retention deleted offset 40"));
    assertThat(plan.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.severity()).isEqualTo(Severity.DATA);
              assertThat(problem.where()).isEqualTo("clicks-0@[40,50)");
              assertThat(problem.message())
                  .startsWith("offsets [40, 50) = 10 offsets are gone")
                  .endsWith("continued from offset 50");
            });
  }

  @Test
  void lossOfEverythingIsRecordedSoThatItIsReportedOnce() {
    outOfRange = OutOfRangePolicy.MOVE_ON;
    catalog.topic("clicks", ID, 1).holds("clicks", 0, 50, 50);
    positions.put(CLICKS_0, new PartitionPosition(ID, 0, 40));

    assertThat(plan().needsRecord()).isTrue();
  }

  @Test
  void cutOffLogLeavesThePartitionAndSaysWhatTheBrokerLost() {
    catalog.topic("clicks", ID, 1).holds("clicks", 0, 0, 30);
    positions.put(CLICKS_0, new PartitionPosition(ID, 0, 40));

    Plan plan = plan();

    assertThat(plan.needsRecord()).isFalse();
    assertThat(plan.lines().get(0).leftOut()).hasValue("its log ends before its position");
    assertThat(plan.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.severity()).isEqualTo(Severity.DATA);
              assertThat(problem.where()).isEqualTo("clicks-0@[30,40)");
              assertThat(problem.message())
                  .contains("lost offsets [30, 40) = 10 offsets")
                  .endsWith("set etl.fail.on.offset.outofrange=false to continue from there");
            });
  }

  @Test
  void aLogThatIsAnotherOneBelowThePositionIsLeftAloneThoughItReachesBeyond() {
    catalog.topic("clicks", ID, 1).holds("clicks", 0, 0, 90).parts("clicks", 0, 33);
    positions.put(
        CLICKS_0, new PartitionPosition(ID, 0, 40, OptionalInt.of(2), OptionalDouble.empty()));

    Plan plan = plan();

    assertThat(plan.needsRecord()).isFalse();
    assertThat(plan.lines().get(0).leftOut()).hasValue("its log was truncated before its position");
    assertThat(plan.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.severity()).isEqualTo(Severity.DATA);
              assertThat(problem.where()).isEqualTo("clicks-0@[33,40)");
              assertThat(problem.message())
                  .contains("lost offsets [33, 40) = 7 offsets")
                  .endsWith(
                      "set etl.fail.on.offset.outofrange=false to pull the records there now");
            });
  }

  @Test
  void aLogThatIsAnotherOneIsPulledFromWhereItPartsInAGenerationOfItsOwn() {
    outOfRange = OutOfRangePolicy.MOVE_ON;
    catalog.topic("clicks", ID, 1).holds("clicks", 0, 0, 90).parts("clicks", 0, 33);
    positions.put(
        CLICKS_0, new PartitionPosition(ID, 3, 40, OptionalInt.of(2), OptionalDouble.empty()));

    Plan plan = plan();

    assertThat(plan.newPositions())
        .containsExactly(
            new NewPosition(
                CLICKS_0,
                new PartitionPosition(ID, 4, 33),
                "its log was truncated before offset 40"));
    assertThat(pulls(plan)).containsExactly("clicks-0@[33,90) generation 4");
    assertThat(plan.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.severity()).isEqualTo(Severity.DATA));
  }

  @Test
  void anotherLogIsPulledFromItsBeginIfRetentionPassedWhereItParts() {
    outOfRange = OutOfRangePolicy.MOVE_ON;
    catalog.topic("clicks", ID, 1).holds("clicks", 0, 36, 90).parts("clicks", 0, 0);
    positions.put(
        CLICKS_0, new PartitionPosition(ID, 0, 40, OptionalInt.of(2), OptionalDouble.empty()));

    assertThat(pulls(plan())).containsExactly("clicks-0@[36,90) generation 1");
  }

  @Test
  void theLeaderEpochOfAPositionGoesWithItsRange() {
    catalog.topic("clicks", ID, 2).holds("clicks", 0, 0, 90).holds("clicks", 1, 0, 90);
    positions.put(
        CLICKS_0, new PartitionPosition(ID, 0, 40, OptionalInt.of(2), OptionalDouble.empty()));
    positions.put(CLICKS_1, new PartitionPosition(ID, 0, 40));

    assertThat(plan().ranges().map(PlannedRange::leaderEpoch))
        .containsExactlyInAnyOrder(OptionalInt.of(2), OptionalInt.empty());
  }

  @Test
  void cutOffLogMovesOnFromItsEnd() {
    outOfRange = OutOfRangePolicy.MOVE_ON;
    catalog.topic("clicks", ID, 1).holds("clicks", 0, 0, 30);
    positions.put(CLICKS_0, new PartitionPosition(ID, 0, 40));

    Plan plan = plan();

    assertThat(plan.splits()).isEmpty();
    assertThat(plan.newPositions())
        .containsExactly(
            new NewPosition(
                CLICKS_0, new PartitionPosition(ID, 1, 30), "its log ends before offset 40"));
    assertThat(plan.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.severity()).isEqualTo(Severity.DATA);
              assertThat(problem.message()).endsWith("continued from offset 30");
            });
  }

  @Test
  void openTransactionBeforeThePositionIsNoLoss() {
    outOfRange = OutOfRangePolicy.MOVE_ON;
    catalog.topic("clicks", ID, 1).holds("clicks", 0, 0, 30).replicates("clicks", 0, 45);
    positions.put(CLICKS_0, new PartitionPosition(ID, 0, 40));

    Plan plan = plan();

    assertThat(plan.needsRecord()).isFalse();
    assertThat(plan.problems()).extracting(Problem::severity).containsExactly(Severity.NOTICE);
    assertThat(plan.lines().get(0).leftOut()).isEmpty();
  }

  // Open transactions

  private static OpenTransaction transaction(long start, OpenTransaction.State state) {
    return new OpenTransaction(4_000, 3, start, Optional.of(NOW.minusSeconds(9)), state);
  }

  private static OpenTransaction.State begun(Duration ago, Duration timeout) {
    return new OpenTransaction.Ongoing("billing-7", NOW.minus(ago), timeout);
  }

  private Problem heldBack(OpenTransaction.State state) {
    catalog.topic("clicks", ID, 2).holds("clicks", 0, 0, 5_002).holds("clicks", 1, 0, 10);
    catalog.holdsBack("clicks", 0, transaction(1, state));
    positions.put(CLICKS_0, new PartitionPosition(ID, 0, 1));
    positions.put(CLICKS_1, new PartitionPosition(ID, 0, 10));
    Plan plan = plan();
    assertThat(plan.lines().get(0).lag()).isZero();
    assertThat(plan.lines().get(0).heldBackOffsets()).isEqualTo(5_001);
    assertThat(plan.lines().get(1).heldBack()).isEmpty();
    assertThat(plan.problems()).hasSize(1);
    return plan.problems().get(0);
  }

  @Test
  void whatWaitsBehindAnOpenTransactionIsTold() {
    Problem problem = heldBack(begun(Duration.ofMinutes(2), Duration.ofMinutes(15)));

    assertThat(problem.severity()).isEqualTo(Severity.NOTICE);
    assertThat(problem.where()).isEqualTo("clicks");
    assertThat(problem.message())
        .contains("5,001", "clicks-0@1", "billing-7", "4000", "2026-11-22T11:58:00Z", "900 s");
    assertThat(catalog.questions)
        .containsExactly(
            "topics", "earliest", "replicated end", "end", "open transactions", "retention");
  }

  @Test
  void aTransactionPastItsTimeoutIsMoreThanANotice() {
    Problem problem = heldBack(begun(Duration.ofMinutes(17), Duration.ofMinutes(15)));

    assertThat(problem.severity()).isEqualTo(Severity.OUTSIDE);
    assertThat(problem.message())
        .contains("past its timeout", "abort --topic clicks --partition 0 --start-offset 1");
  }

  @Test
  void aTransactionThatItsCoordinatorHasEndedIsMoreThanANotice() {
    assertThat(heldBack(new OpenTransaction.Hanging("billing-7")).severity())
        .isEqualTo(Severity.OUTSIDE);
  }

  @Test
  void aTransactionThatNoCoordinatorTellsIsANotice() {
    Problem problem = heldBack(new OpenTransaction.Unknown());

    assertThat(problem.severity()).isEqualTo(Severity.NOTICE);
    assertThat(problem.message()).contains("producer 4000 epoch 3", "2026-11-22T11:59:51Z");
  }

  @Test
  void aTransactionThatHasBeenOpenForHalfTheRetentionIsMoreThanANotice() {
    catalog.keeps(
        "clicks", new Retention(true, Optional.of(Duration.ofHours(8)), Optional.empty()));
    Problem problem = heldBack(begun(Duration.ofHours(5), Duration.ofDays(9)));

    assertThat(problem.severity()).isEqualTo(Severity.OUTSIDE);
    assertThat(problem.message()).contains("retention.ms");
  }

  @Test
  void partitionsOfATopicAreToldTogetherTheStuckOneFirst() {
    catalog.topic("clicks", ID, 6);
    for (int partition = 0; partition < 6; partition++) {
      Duration ago = Duration.ofMinutes(partition == 4 ? 30 : 3);
      catalog.holds("clicks", partition, 0, 10);
      catalog.holdsBack("clicks", partition, transaction(6, begun(ago, Duration.ofMinutes(15))));
      positions.put(new TopicPartition("clicks", partition), new PartitionPosition(ID, 0, 6));
    }

    assertThat(plan().problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .startsWith("24 offsets of clicks-4@6, clicks-0@6, clicks-1@6 and 3 more"));
  }

  // Topics that come and go

  @Test
  void recreatedTopicStartsAtItsEarliestWhateverTheStartPosition() {
    start = new StartPosition.Latest();
    catalog.topic("clicks", OTHER_ID, 2).holds("clicks", 0, 0, 30).holds("clicks", 1, 2, 2);
    positions.put(CLICKS_0, new PartitionPosition(ID, 1, 40));
    positions.put(CLICKS_1, new PartitionPosition(ID, 0, 50));

    Plan plan = plan();

    assertThat(plan.splits().get(0).ranges().get(0).range().topicId()).isEqualTo(OTHER_ID);
    assertThat(pulls(plan)).containsExactly("clicks-0@[0,30) generation 2");
    assertThat(plan.newPositions())
        .extracting(NewPosition::position)
        .containsExactly(
            new PartitionPosition(OTHER_ID, 2, 0), new PartitionPosition(OTHER_ID, 1, 2));
    assertThat(plan.problems())
        .containsExactly(
            new Problem(
                Severity.NOTICE,
                "clicks",
                "the topic was deleted and recreated (now with id "
                    + OTHER_ID
                    + "); records of the old one from these positions on can no longer be pulled:"
                    + " 0@40, 1@50"));
  }

  @Test
  void recreatedTopicWithFewerPartitionsTellsOfThoseThatAreGone() {
    catalog.topic("clicks", ID, 1).holds("clicks", 0, 0, 30);
    positions.put(CLICKS_0, new PartitionPosition(ID, 0, 30));
    positions.put(CLICKS_1, new PartitionPosition(OTHER_ID, 0, 50));

    assertThat(plan().problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.severity()).isEqualTo(Severity.NOTICE);
              assertThat(problem.message()).contains("no longer has partition 1");
            });
  }

  @Test
  void brokerThatGivesNoIdsDoesNotRestartTopics() {
    catalog.topic("clicks", Uuid.ZERO_UUID, 1).holds("clicks", 0, 0, 30);
    positions.put(CLICKS_0, new PartitionPosition(ID, 0, 20));

    assertThat(pulls(plan())).containsExactly("clicks-0@[20,30)");
  }

  @Test
  void topicThatIsGoneIsANoticeOnce() {
    positions.put(CLICKS_0, new PartitionPosition(ID, 0, 40));
    positions.put(CLICKS_1, new PartitionPosition(ID, 0, 50));

    Plan plan = plan();

    assertThat(plan.needsRecord()).isFalse();
    assertThat(plan.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.severity()).isEqualTo(Severity.NOTICE);
              assertThat(problem.where()).isEqualTo("clicks");
              assertThat(problem.message()).contains("0@40, 1@50");
            });
  }

  @Test
  void unwantedTopicThatIsGoneIsNotReported() {
    filter = topic -> Optional.of("kafka.blacklist.topics names it");
    positions.put(CLICKS_0, new PartitionPosition(ID, 0, 40));

    assertThat(plan().problems()).isEmpty();
  }

  // Topics and partitions that are left out

  @Test
  void unwantedTopicHasLinesButIsNotAskedFor() {
    filter =
        topic ->
            topic.equals("clicks")
                ? Optional.of("kafka.blacklist.topics names it")
                : Optional.empty();
    catalog.topic("clicks", ID, 1).holds("clicks", 0, 0, 30);

    Plan plan = plan();

    assertThat(plan.problems()).isEmpty();
    assertThat(plan.lines())
        .containsExactly(
            new Plan.Line(
                CLICKS_0,
                OptionalLong.empty(),
                OptionalLong.empty(),
                0,
                List.of(),
                Optional.of("kafka.blacklist.topics names it"),
                Optional.empty()));
    assertThat(catalog.questions).containsExactly("topics");
  }

  @Test
  void topicThatMayNotBeSeenAnyMoreIsAProblemAndOneThatIsGoneANotice() {
    positions.put(CLICKS_0, new PartitionPosition(ID, 0, 20));
    positions.put(new TopicPartition("orders", 0), new PartitionPosition(ID, 0, 7));
    catalog.hides("clicks");

    assertThat(plan().problems())
        .satisfiesExactly(
            hidden -> {
              assertThat(hidden.severity()).isEqualTo(Severity.OUTSIDE);
              assertThat(hidden.where()).isEqualTo("clicks");
              assertThat(hidden.message()).contains("can no longer see it", "0@20");
            },
            gone -> {
              assertThat(gone.severity()).isEqualTo(Severity.NOTICE);
              assertThat(gone.where()).isEqualTo("orders");
              assertThat(gone.message()).contains("no longer in the cluster", "0@7");
            });
  }

  @Test
  void topicThatCannotBeHandledFailsItselfAndNoOther() {
    check =
        topic ->
            topic.equals("clicks") ? Optional.of("no schema; add clicks.avsc") : Optional.empty();
    catalog
        .topic("clicks", ID, 2)
        .holds("clicks", 0, 0, 30)
        .holds("clicks", 1, 0, 30)
        .topic("orders", ID, 1)
        .holds("orders", 0, 0, 10);
    positions.put(CLICKS_0, new PartitionPosition(ID, 0, 20));

    Plan plan = plan();

    assertThat(pulls(plan)).containsExactly("orders-0@[0,10)");
    assertThat(plan.newPositions())
        .extracting(it -> it.partition().topic())
        .containsExactly("orders");
    assertThat(plan.problems())
        .containsExactly(new Problem(Severity.DATA, "clicks", "no schema; add clicks.avsc"));
    assertThat(plan.lines().get(0).leftOut()).hasValue("no schema; add clicks.avsc");
    assertThat(plan.lines().get(0).lag()).isEqualTo(10);
  }

  @Test
  void registryThatIsDownLeavesTheTopicOutAsAnOutsideProblem() {
    check =
        topic -> {
          throw new SchemaUnavailableException("registry http://r:8081 does not answer");
        };
    catalog.topic("clicks", ID, 1).holds("clicks", 0, 0, 30);

    Plan plan = plan();

    assertThat(plan.needsRecord()).isFalse();
    assertThat(plan.problems())
        .containsExactly(
            new Problem(Severity.OUTSIDE, "clicks", "registry http://r:8081 does not answer"));
  }

  @Test
  void partitionsWithoutALeaderAreLeftForTheNextRun() {
    catalog.topic("clicks", ID, 3).holds("clicks", 1, 0, 10);
    positions.put(CLICKS_0, new PartitionPosition(ID, 0, 5));

    Plan plan = plan();

    assertThat(pulls(plan)).containsExactly("clicks-1@[0,10)");
    assertThat(plan.lines().get(0).leftOut()).hasValue("no broker reports its offsets");
    assertThat(plan.lines().get(0).position()).hasValue(5);
    assertThat(plan.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.severity()).isEqualTo(Severity.OUTSIDE);
              assertThat(problem.message()).contains("partitions 0, 2");
            });
  }

  // Moved to the latest

  @Test
  void knownPartitionOfAMovedTopicSkipsToTheEnd() {
    latestTopics.add("clicks");
    catalog.topic("clicks", ID, 1).holds("clicks", 0, 0, 30);
    positions.put(CLICKS_0, new PartitionPosition(ID, 0, 20));

    Plan plan = plan();

    assertThat(plan.splits()).isEmpty();
    assertThat(plan.newPositions())
        .containsExactly(
            new NewPosition(
                CLICKS_0, new PartitionPosition(ID, 1, 30), "moved to the latest offset"));
    assertThat(plan.problems())
        .containsExactly(
            new Problem(
                Severity.NOTICE,
                "clicks-0@[20,30)",
                "offsets [20, 30) = 10 offsets are skipped: kafka.move.to.last.offset.list names"
                    + " the topic"));
  }

  @Test
  void movedTopicThatIsAtItsEndIsLeftAlone() {
    latestTopics.add("clicks");
    catalog.topic("clicks", ID, 1).holds("clicks", 0, 0, 30);
    positions.put(CLICKS_0, new PartitionPosition(ID, 0, 30));

    Plan plan = plan();

    assertThat(plan.needsRecord()).isFalse();
    assertThat(plan.problems()).isEmpty();
  }

  @Test
  void newPartitionOfAMovedTopicStartsAtTheEnd() {
    latestTopics.add("clicks");
    catalog.topic("clicks", ID, 1).holds("clicks", 0, 2, 30);

    Plan plan = plan();

    assertThat(plan.needsRecord()).isTrue();
    assertThat(plan.newPositions())
        .containsExactly(first(CLICKS_0, 30, "new, moved to the latest offset"));
    assertThat(plan.problems()).extracting(Problem::where).containsExactly("clicks-0@[2,30)");
  }

  @Test
  void recreatedTopicThatIsMovedStartsAtItsEnd() {
    latestTopics.add("clicks");
    catalog.topic("clicks", OTHER_ID, 1).holds("clicks", 0, 0, 30);
    positions.put(CLICKS_0, new PartitionPosition(ID, 4, 30));

    assertThat(plan().newPositions())
        .extracting(NewPosition::position)
        .containsExactly(new PartitionPosition(OTHER_ID, 5, 30));
  }

  @Test
  void movedTopicWhoseLogWasCutOffGoesOnFromItsEndAndReportsTheLoss() {
    latestTopics.add("clicks");
    catalog.topic("clicks", ID, 1).holds("clicks", 0, 0, 30);
    positions.put(CLICKS_0, new PartitionPosition(ID, 0, 40));

    Plan plan = plan();

    assertThat(plan.newPositions()).extracting(it -> it.position().next()).containsExactly(30L);
    assertThat(plan.problems()).extracting(Problem::severity).containsExactly(Severity.DATA);
  }

  // Sizes

  @Test
  void bytesAreThePartOfTheStoredOnesThatTheLagIs() {
    catalog
        .topic("clicks", ID, 2)
        .holds("clicks", 0, 100, 200)
        .stores("clicks", 0, 50_000)
        .holds("clicks", 1, 0, 10);
    positions.put(CLICKS_0, new PartitionPosition(ID, 0, 180));

    Plan plan = plan();

    assertThat(plan.lines())
        .extracting(Plan.Line::estimatedBytes)
        .containsExactly(10_000L, 10_240L);
    assertThat(plan.lines()).extracting(Plan.Line::lag).containsExactly(20L, 10L);
    assertThat(plan.lines()).extracting(Plan.Line::tasks).containsExactly(List.of(1), List.of(0));
  }

  @Test
  void manyPartitionsCostAHandfulOfQuestions() {
    tasks = 30;
    for (int topic = 0; topic < 2_000; topic++) {
      String name = String.format(Locale.ROOT, "topic-%04d", topic);
      catalog.topic(name, ID, 100);
      for (int partition = 0; partition < 100; partition++) {
        catalog.holds(name, partition, 0, partition % 10 == 0 ? 1_000 + partition : 0);
      }
    }

    Plan plan = plan();

    assertThat(plan.lines()).hasSize(200_000);
    assertThat(pulls(plan)).hasSize(20_000);
    assertThat(plan.splits()).hasSize(30);
    assertThat(catalog.questions)
        .containsExactly("topics", "earliest", "replicated end", "end", "bytes");
  }

  @Test
  void aSmallBacklogIsNotSpreadOverManyTasks() {
    minSplitBytes = 1_000_000;
    catalog.topic("clicks", ID, 3);
    for (int partition = 0; partition < 3; partition++) {
      catalog.holds("clicks", partition, 0, 1_000); // taken for 1,024 bytes an offset
    }

    assertThat(plan().splits()).hasSize(3);
    minSplitBytes = 10_000_000;
    assertThat(plan().splits()).hasSize(1);
  }

  @Test
  void whatIsLeftOutIsNotWorthATask() {
    minSplitBytes = 1_000_000;
    check = topic -> topic.equals("broken") ? Optional.of("no decoder") : Optional.empty();
    catalog.topic("broken", ID, 1).holds("broken", 0, 0, 1_000_000);
    catalog.topic("clicks", ID, 2).holds("clicks", 0, 0, 100).holds("clicks", 1, 0, 100);

    assertThat(plan().splits()).hasSize(1);
  }

  @Test
  void partitionThatIsTooMuchForOneTaskIsCut() {
    tasks = 4;
    minPieceBytes = 1_000;
    catalog.topic("clicks", ID, 2).holds("clicks", 0, 0, 4_000).holds("clicks", 1, 0, 40);
    catalog.stores("clicks", 0, 4_000_000).stores("clicks", 1, 40_000);
    catalog.epoch("clicks", 0, 7);

    Plan plan = plan();

    assertThat(plan.splits()).hasSize(4);
    assertThat(plan.lines().get(0).tasks()).hasSize(4);
    assertThat(plan.lines().get(0).estimatedBytes()).isEqualTo(4_000_000);
    assertThat(plan.lines().get(1).tasks()).hasSize(1);
    assertThat(plan.ranges().filter(it -> it.range().partition().partition() == 0))
        .extracting(it -> it.range().from(), it -> it.range().to(), PlannedRange::leaderEpoch)
        .containsExactlyInAnyOrder(
            tuple(0L, 1_000L, OptionalInt.empty()),
            tuple(1_000L, 2_000L, OptionalInt.of(7)),
            tuple(2_000L, 3_000L, OptionalInt.of(7)),
            tuple(3_000L, 4_000L, OptionalInt.of(7)));
  }

  @Test
  void partitionIsCutWhereItsRecordsAreLarge() {
    tasks = 2;
    minPieceBytes = 1_000;
    catalog.topic("clicks", ID, 1).holds("clicks", 0, 0, 1_600).stores("clicks", 0, 1_600_000);
    catalog.recordSize("clicks", 0, offset -> offset < 1_200 ? 100 : 900);

    assertThat(plan().ranges().map(it -> it.range().to()))
        .containsExactlyInAnyOrder(1_333L, 1_600L);
  }

  @Test
  void whatEarlierRunsHaveMeasuredCountsMoreThanWhatTheBrokerStores() {
    catalog.topic("clicks", ID, 1).holds("clicks", 0, 0, 2_000).stores("clicks", 0, 2_000_000);
    positions.put(
        CLICKS_0,
        new PartitionPosition(ID, 0, 1_990, OptionalInt.empty(), OptionalDouble.of(12.5)));

    assertThat(plan().lines().get(0).estimatedBytes()).isEqualTo(125);
  }

  @Test
  void partitionIsLeftToOneTaskIfPiecesWouldBeTooSmall() {
    tasks = 4;
    minPieceBytes = 1_000_001;
    catalog.topic("clicks", ID, 1).holds("clicks", 0, 0, 2_000).stores("clicks", 0, 2_000_000);

    assertThat(plan().splits()).hasSize(1);
  }

  private Plan plan() {
    return new Planner(catalog.catalog(), settings(), Clock.fixed(NOW, ZoneOffset.UTC))
        .plan(positions);
  }

  private PlannerSettings settings() {
    return new PlannerSettings(
        filter,
        check,
        start,
        maxHistorical,
        outOfRange,
        latestTopics::contains,
        tasks,
        minSplitBytes,
        minPieceBytes);
  }

  private static NewPosition first(TopicPartition partition, long next, String reason) {
    return new NewPosition(partition, new PartitionPosition(ID, 0, next), reason);
  }

  private static Iterable<String> pulls(Plan plan) {
    return plan.splits().stream()
        .flatMap(split -> split.ranges().stream())
        .map(range -> range.range().toString())
        .sorted()
        .toList();
  }
}
