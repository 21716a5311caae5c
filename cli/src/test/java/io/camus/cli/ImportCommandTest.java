package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.model.NewPosition;
import io.camus.model.PartitionPosition;
import io.camus.offsets.ForeignPositions;
import io.camus.offsets.ForeignSource;
import io.camus.offsets.ImportLine;
import io.camus.offsets.ImportPlan;
import io.camus.offsets.ImportPlan.Refusals;
import io.camus.offsets.ImportVerdict;
import io.camus.offsets.PositionChange;
import io.camus.offsets.PositionImport.KnownPositions;
import io.camus.setup.Bounds;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportCommandTest {
  private static final Uuid ID = new Uuid(1, 1);

  private final CommandLineFixture camus = new CommandLineFixture();
  private ImportLine[] lines;
  private Optional<String> moving = Optional.empty();

  @BeforeEach
  void planOnePositionAndOneWithout() {
    lines =
        new ImportLine[] {line(0, 1200, ImportVerdict.SET), line(2, -1, ImportVerdict.NO_OFFSET)};
    camus.operations.importPlan =
        request ->
            new ImportPlan(
                new ForeignPositions("the consumer group sink", Map.of(), moving),
                List.of(lines),
                request.refusals());
  }

  private static ImportLine line(int partition, long next, ImportVerdict verdict) {
    TopicPartition clicks = new TopicPartition("clicks", partition);
    return new ImportLine(
        clicks,
        next < 0 ? OptionalLong.empty() : OptionalLong.of(next),
        Optional.of(new Bounds(500, 5_000)),
        verdict == ImportVerdict.HAS_POSITION
            ? Optional.of(new PartitionPosition(ID, 0, 700))
            : Optional.empty(),
        verdict,
        verdict == ImportVerdict.SET
            ? Optional.of(
                new PositionChange(
                    Optional.empty(),
                    new NewPosition(clicks, new PartitionPosition(ID, 0, next), "taken over"),
                    next - 500,
                    0,
                    0))
            : Optional.empty(),
        Optional.empty());
  }

  private int run(String... further) {
    return camus.executeWithSettings("import", further);
  }

  @Test
  void aPersonSeesThePositionsAndAgrees() {
    camus.questions.somebodyIsThere = true;
    camus.questions.answer = true;

    assertThat(run("--from-group", "sink")).as(camus.err()).isZero();
    assertThat(camus.questions.asked).containsExactly("Set 1 position as shown?");
    assertThat(camus.out())
        .isEqualTo(
            """
            Positions of the consumer group sink

            topic   partition  from  earliest   end  to pull
            clicks          0  1200       500  5000    3,800  set
            clicks          2     -       500  5000        -  no offset

              clicks-2: no position in the source; a run starts at camus.kafka.start.position

            OK: 1 position set, by commit record 44

              commit log  /camus/exec/commits
            """);
    assertThat(camus.operations.importRequest.source()).isEqualTo(new ForeignSource.Group("sink"));
    assertThat(camus.operations.importRequest.known()).isEqualTo(KnownPositions.KEEP);
    assertThat(camus.operations.importRequest.refusals()).isEqualTo(Refusals.STOP);
  }

  @Test
  void aPersonMaySayNo() {
    camus.questions.somebodyIsThere = true;

    assertThat(run("--from-group", "sink")).isZero();
    assertThat(camus.out()).contains("\nNothing was set\n");
  }

  @Test
  void aDryRunAsksNobody() {
    assertThat(run("--from-group", "sink", "--dry-run")).isZero();
    assertThat(camus.questions.asked).isEmpty();
    assertThat(camus.operations.asked).containsExactly("import DRY_RUN");
    assertThat(camus.out()).contains("DRY RUN: nothing was set");
  }

  @Test
  void whereNobodyCanBeAskedYesIsNeeded() {
    assertThat(run("--from-group", "sink")).isEqualTo(2);
    assertThat(camus.err()).contains("no terminal to confirm on");
    assertThat(camus.operations.asked).isEmpty();

    assertThat(run("--from-group", "sink", "--yes", "--replace", "--partial")).isZero();
    assertThat(camus.operations.importRequest.known()).isEqualTo(KnownPositions.REPLACE);
    assertThat(camus.operations.importRequest.refusals()).isEqualTo(Refusals.PASS_OVER);
  }

  @Test
  void oneRefusedPositionStopsAll() {
    lines =
        new ImportLine[] {
          line(0, 1200, ImportVerdict.SET),
          line(1, 1200, ImportVerdict.HAS_POSITION),
          line(2, 400, ImportVerdict.PASSED_BY_RETENTION),
          line(3, 9000, ImportVerdict.BEYOND_END)
        };

    assertThat(run("--from-group", "sink", "--yes")).isEqualTo(2);
    assertThat(camus.out())
        .contains(
            """
            topic   partition  from  earliest   end  to pull
            clicks          1  1200       500  5000        -  has a position
            clicks          2   400       500  5000        -  deleted by retention
            clicks          3  9000       500  5000        -  beyond the end
            clicks          0  1200       500  5000    3,800  set
            """,
            "  clicks-1: its position is already 700; use --replace to change it\n",
            "  clicks-2: retention deleted offsets [400, 500) before the other program read them\n",
            "  clicks-3: the partition ends at 5000: does the position belong to",
            "Nothing was set: 3 positions refused (has a position, deleted by retention, beyond the end)\n",
            "  Use --partial to set the others, or choose topics with --topic.\n");

    assertThat(run("--from-group", "sink", "--yes", "--partial")).isZero();
    assertThat(camus.out()).contains("OK: 1 position set, by commit record 44, 3 refused and left");
  }

  @Test
  void positionsThatMayMoveAreNotTaken() {
    moving = Optional.of("the group sink has 2 active members");

    assertThat(run("--from-group", "sink", "--yes")).isEqualTo(2);
    assertThat(camus.out())
        .contains(
            "the group sink has 2 active members", "Nothing was set: the positions may still move");
  }

  @Test
  void whatIsThereAlreadyIsFine() {
    lines = new ImportLine[] {line(0, 1200, ImportVerdict.THERE_ALREADY)};

    assertThat(run("--from-group", "sink", "--yes")).isZero();
    assertThat(camus.out()).contains("OK: all positions are already set; nothing was changed");
  }

  @Test
  void jsonIsOneDocument() throws IOException {
    assertThat(run("--from-group", "sink", "--yes", "--json")).isZero();
    JsonNode document = new ObjectMapper().readTree(camus.out());
    assertThat(document.path("exitCode").intValue()).isZero();
    assertThat(document.path("record").longValue()).isEqualTo(44);
    assertThat(document.path("source").textValue()).isEqualTo("the consumer group sink");
    assertThat(document.at("/partitions/0").toString())
        .isEqualTo(
            "{\"topic\":\"clicks\",\"partition\":0,\"from\":1200,\"earliest\":500,\"end\":5000,"
                + "\"position\":null,\"verdict\":\"set\",\"refused\":false,\"problem\":null}");
  }

  @ParameterizedTest
  @CsvSource({"--from-camus,/h", "--from-gobblin,/s", "--from-group,g", "--from-file,/f.csv"})
  void oneSourceIsNamed(String option, String value) {
    assertThat(run(option, value, "--dry-run")).isZero();
    assertThat(camus.operations.importRequest.source().toString()).contains(value);
  }

  @Test
  void noSourceOrTwoAreRefused() {
    assertThat(run("--dry-run")).isEqualTo(2);
    assertThat(camus.err()).contains("name a source of positions: --from-camus, --from-gobblin");
    assertThat(run("--from-group", "g", "--from-file", "f", "--dry-run")).isEqualTo(2);
    assertThat(camus.err()).contains("name one source of positions only");
  }
}
