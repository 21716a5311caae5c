package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.cli.view.ReplayOutcome;
import io.camus.cli.view.Samples;
import io.camus.config.CamusConfig;
import io.camus.model.NewPosition;
import io.camus.model.PartitionPosition;
import io.camus.model.Problem;
import io.camus.model.RunInProgressException;
import io.camus.offsets.PositionChange;
import io.camus.offsets.PositionLine;
import io.camus.offsets.PositionStatus;
import io.camus.offsets.PositionsReport;
import io.camus.offsets.ReplayOrder;
import io.camus.offsets.Target;
import io.camus.offsets.TimeToLoss;
import io.camus.offsets.TimeToLoss.Kind;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetsCommandTest {
  private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");
  private static final Uuid ID = new Uuid(1, 2);
  private static final PositionChange BACK =
      new PositionChange(
          Optional.of(new PartitionPosition(ID, 0, 5_000)),
          new NewPosition(
              new TopicPartition("clicks", 0), new PartitionPosition(ID, 1, 1_000), "by hand"),
          0,
          0,
          4_000);

  private final CommandLineFixture camus = new CommandLineFixture();

  private static PositionLine line(
      int partition, PositionStatus standing, long lag, long lost, TimeToLoss loss, String note) {
    return new PositionLine(
        new TopicPartition("clicks", partition),
        standing,
        standing == PositionStatus.NEW
            ? Optional.empty()
            : Optional.of(new PartitionPosition(ID, 1, 1_000)),
        OptionalLong.of(500),
        OptionalLong.of(1_000 + lag),
        lag,
        lost,
        Optional.empty(),
        Optional.of(NOW.minusSeconds(7_500)),
        Optional.of(Duration.ofMinutes(125)),
        loss,
        Optional.ofNullable(note));
  }

  private static TimeToLoss loss(Kind kind, Duration left) {
    return new TimeToLoss(kind, Optional.of(left));
  }

  private static TimeToLoss loss(Kind kind) {
    return new TimeToLoss(kind, Optional.empty());
  }

  @Test
  void theMostUrgentPartitionsComeFirstWithWhatIsKnownOfTheirLoss() {
    camus.operations.positions =
        new PositionsReport(
            NOW,
            List.of(
                line(
                    3,
                    PositionStatus.LOST,
                    10,
                    200,
                    loss(Kind.LOST, Duration.ZERO),
                    "offsets [300, 500) are gone: deleted by retention"),
                line(
                    0,
                    PositionStatus.PULLED,
                    12_345,
                    0,
                    loss(Kind.BY_TIME, Duration.ofHours(75)),
                    null),
                line(
                    1,
                    PositionStatus.PULLED,
                    5,
                    0,
                    loss(Kind.BY_SIZE, Duration.ofHours(100)),
                    null),
                line(2, PositionStatus.NEW, 7, 0, loss(Kind.UNKNOWN), "never pulled")));

    assertThat(camus.executeWithSettings("offsets")).isEqualTo(4);
    assertThat(camus.out())
        .isEqualTo(
            """
            partition  gen  position  start    end     lag      behind    loss in
            clicks-3     1      1000    500   1010      10  2 h 05 min       LOST  lost
            clicks-0     1      1000    500  13345  12,345  2 h 05 min   3 d 03 h
            clicks-1     1      1000    500   1005       5  2 h 05 min  ~4 d 04 h
            clicks-2     -         -    500   1007       7  2 h 05 min          ?  new

              clicks-3: offsets [300, 500) are gone: deleted by retention
              clicks-2: never pulled

            LOST: 200 offsets gone; 12,367 offsets behind in 4 partitions
              lost        1 partition
              new         1 partition
              loss in: the earliest time, from retention.ms and Kafka's time of the record at the position.
              Kafka deletes whole segments, so the loss is usually later.
              ~: an estimate from retention.bytes, assuming that size and rate of the records stay as they have
              been since the position.

              commit log  /camus/exec/commits
            """);
  }

  @Test
  void ofThousandsTheFortyMostUrgentAreShownUnlessAllAreAskedFor() {
    List<PositionLine> many = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      many.add(line(i, PositionStatus.PULLED, 3_000 - i, 0, loss(Kind.NEVER), null));
    }
    camus.operations.positions = new PositionsReport(NOW, many);

    assertThat(camus.executeWithSettings("offsets")).isZero();
    assertThat(camus.out())
        .contains("clicks-39 ", "... and 2,960 less urgent partitions; --all shows them")
        .doesNotContain("clicks-40 ");
    assertThat(camus.executeWithSettings("offsets", "--all")).isZero();
    assertThat(camus.out()).contains("clicks-2999 ");
  }

  @Test
  void topicsAreChosenByNameOrPattern() {
    camus.executeWithSettings("offsets", "--topic", "a.b", "--topic", "c.*");

    assertThat(camus.operations.topics).accepts("a.b", "clicks").rejects("b");
    assertThat(camus.out()).contains("No partitions, neither in the cluster nor in the commit log");
  }

  @Test
  void jsonHasEveryPartition() throws IOException {
    camus.operations.positions =
        new PositionsReport(
            NOW,
            List.of(
                line(
                    0,
                    PositionStatus.PULLED,
                    5,
                    0,
                    loss(Kind.BY_TIME, Duration.ofHours(2)),
                    null)));
    assertThat(camus.executeWithSettings("offsets", "--json")).isZero();

    JsonNode document = new ObjectMapper().readTree(camus.out());
    assertThat(document.path("lag").asLong()).isEqualTo(5);
    assertThat(document.path("nextLoss").asText()).isEqualTo("PT2H");
    JsonNode partition = document.at("/partitions/0");
    assertThat(partition.path("topic").asText()).isEqualTo("clicks");
    assertThat(partition.path("standing").asText()).isEqualTo("pulled");
    assertThat(partition.path("position").asLong()).isEqualTo(1_000);
    assertThat(partition.path("generation").asInt()).isEqualTo(1);
    assertThat(partition.path("behind").asText()).isEqualTo("PT2H5M");
    assertThat(partition.path("timeToLoss").asText()).isEqualTo("PT2H");
    assertThat(partition.path("timeToLossIs").asText()).isEqualTo("by-time");
  }

  @Test
  void positionsAreSetOnceSomebodySaysYes() {
    camus.operations.changes = List.of(BACK);
    camus.questions.somebodyIsThere = true;
    camus.questions.answer = true;

    assertThat(
            camus.executeWithSettings(
                "offsets", "--topic", "clicks", "--partition", "0", "--to", "1000"))
        .isZero();
    assertThat(camus.operations.asked).containsExactly("set REAL");
    assertThat(camus.operations.target).isEqualTo(new Target.AtOffset(1_000));
    assertThat(camus.operations.selection.partitions()).containsExactly(0);
    assertThat(camus.questions.asked).containsExactly("Set 1 position as shown?");
    assertThat(camus.out())
        .isEqualTo(
            """
            partition   old   new  gen  skipped  pulled again  lost before
            clicks-0   5000  1000    1        0         4,000            0

              pulled again: 4,000 offsets. The destination will have their records TWICE. The names of the new
                            files contain the new generation (.g1, .g2, ...).
            OK: 1 position set, by commit record 43
            """);
  }

  @Test
  void anythingButYesSetsNothing() {
    camus.operations.changes = List.of(BACK);
    camus.questions.somebodyIsThere = true;

    assertThat(camus.executeWithSettings("offsets", "--topic", "clicks", "--to", "earliest"))
        .isZero();
    assertThat(camus.out()).contains("Nothing was set");
  }

  @Test
  void withoutATerminalYesHasToBeGiven() {
    camus.operations.changes = List.of(BACK);

    assertThat(camus.executeWithSettings("offsets", "--topic", "clicks", "--to", "earliest"))
        .isEqualTo(2);
    assertThat(camus.err()).contains("no terminal to confirm on", "--yes");
    assertThat(camus.operations.asked).isEmpty();
    assertThat(camus.executeWithSettings("offsets", "--topic", "clicks", "--to", "latest", "--yes"))
        .isZero();
    assertThat(camus.questions.asked).isEmpty();
    assertThat(camus.out()).contains("OK: 1 position set, by commit record 43");
  }

  @Test
  void aDryRunAsksNobodyAndSetsNothing() throws IOException {
    camus.operations.changes = List.of(BACK);

    assertThat(
            camus.executeWithSettings(
                "offsets", "--topic", "clicks", "--to", "latest", "--dry-run", "--json"))
        .isZero();
    assertThat(camus.operations.asked).containsExactly("set DRY_RUN");
    JsonNode document = new ObjectMapper().readTree(camus.out());
    assertThat(document.path("dryRun").asBoolean()).isTrue();
    assertThat(document.path("record").isNull()).isTrue();
    assertThat(document.at("/changes/0/old").asLong()).isEqualTo(5_000);
    assertThat(document.at("/changes/0/new").asLong()).isEqualTo(1_000);
    assertThat(document.at("/changes/0/again").asLong()).isEqualTo(4_000);
  }

  @Test
  void nothingIsSetBesideALiveRun() {
    camus.operations.failure = new RunInProgressException("run x is at work");

    assertThat(camus.executeWithSettings("offsets", "--topic", "clicks", "--to", "latest", "--yes"))
        .isEqualTo(3);
    assertThat(camus.err()).contains("camus: run x is at work");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--to latest --yes",
        "--to nowhere --topic clicks --yes",
        "--partition 3",
        "--yes",
        "--dry-run",
        "--destination /again",
        "--replay clicks 2026-11-22T10:00:00Z 2026-11-22T11:00:00Z",
        "--replay clicks ten eleven --destination /again",
        "--to latest --replay clicks 2026-11-22T10:00:00Z 2026-11-22T11:00:00Z"
      })
  void callsThatMeanNothingAreRefused(String options) {
    assertThat(camus.executeWithSettings("offsets", options.split(" "))).isEqualTo(2);
    assertThat(camus.err()).startsWith("camus: ");
    assertThat(camus.operations.asked).isEmpty();
  }

  private void replayed(long missing, Problem... problems) {
    CamusConfig config =
        CamusConfig.parse(
            Map.of(
                "kafka.brokers", "b:9092",
                "etl.destination.path", "/again",
                "etl.execution.base.path", "/again/.camus/exec",
                "etl.execution.history.path", "/again/.camus/history"));
    camus.operations.replay =
        new ReplayOutcome(
            config,
            new ReplayOrder(
                "clicks",
                ID,
                NOW.minusSeconds(7_200),
                NOW.minusSeconds(3_600),
                List.of(new ReplayOrder.Part(0, 1_200, 3_400))),
            Optional.of(Samples.summary()),
            missing,
            List.of(problems));
  }

  private int replay(String... further) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-D",
                "kafka.sasl.jaas.config=hunter2",
                "--replay",
                "clicks",
                "2026-11-22T12:00:00Z",
                "2026-11-22T13:00:00Z",
                "--destination",
                "/again"));
    options.addAll(List.of(further));
    return camus.executeWithSettings("offsets", options.toArray(String[]::new));
  }

  @Test
  void aReplaySaysWhatItMeantWhatCameAndHowToProveIt() {
    replayed(0);

    assertThat(replay("-q")).as(camus.err()).isZero();
    assertThat(camus.operations.asked).containsExactly("replay REAL");
    assertThat(camus.operations.replayRequest.places().base())
        .isEqualTo(new StorePath("/again/.camus/exec"));
    assertThat(camus.out())
        .contains(
            """
            partition  from    to  offsets
            clicks-0   1200  3400    2,200

            2,200 offsets of clicks, from 2026-11-22T12:00:00Z to 2026-11-22T13:00:00Z (Kafka's time)
            """,
            "OK, with 5 rejected: 1,003,115 messages",
            "The range is complete. To verify it:",
            "  camus verify -D kafka.brokers=b:9092 ",
            "-D etl.destination.path=/again -D etl.execution.base.path=/again/.camus/exec"
                + " -D etl.execution.history.path=/again/.camus/history")
        .doesNotContain("hunter2");
  }

  @Test
  void aReplayThatIsNotCompleteSaysSo() throws IOException {
    replayed(5, new Problem(Problem.Severity.OUTSIDE, "clicks", "5 offsets are not pulled yet"));

    assertThat(replay("--json", "-q", "--work", "/work")).isEqualTo(3);
    assertThat(camus.operations.replayRequest.places().base())
        .isEqualTo(new StorePath("/work/exec"));
    JsonNode document = new ObjectMapper().readTree(camus.out());
    assertThat(document.path("exitCode").asInt()).isEqualTo(3);
    assertThat(document.path("missing").asLong()).isEqualTo(5);
    assertThat(document.path("proof").asText()).contains("etl.execution.base.path=/work/exec");
    assertThat(document.at("/summary/topics")).hasSize(3);
  }
}
