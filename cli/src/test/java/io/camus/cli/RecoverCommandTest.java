package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.commit.Amount;
import io.camus.commit.OpenRun;
import io.camus.commit.OpenRun.Adoption;
import io.camus.commit.OpenRun.Fate;
import io.camus.commit.Publisher.Published;
import io.camus.model.Problem;
import io.camus.model.RunId;
import io.camus.model.RunOwner;
import io.camus.model.StorageException;
import io.camus.run.RecoveryReport;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecoverCommandTest {
  private static final RunId RUN = new RunId("2026-11-22-14-05-59-3f09ac");
  private static final RunOwner OWNER = new RunOwner("local", "nn1", 4711, Instant.EPOCH);
  private static final OpenRun DEAD =
      new OpenRun(
          RUN,
          OWNER,
          Fate.DEAD,
          OWNER.inWords() + ", has ended",
          Optional.of(
              new Adoption(
                  42, 3, new Amount(7, 1_300, 1_250, 10, 15), new Amount(6, 1_000, 990, 0, 12))));

  private final CommandLineFixture camus = new CommandLineFixture();

  private static RecoveryReport report(OpenRun open, Problem... problems) {
    boolean live = open.fate() == Fate.ALIVE;
    return new RecoveryReport(
        List.of(new Published(41, 2), new Published(42, 12)),
        List.of(open),
        live ? Optional.of(RUN) : Optional.empty(),
        live ? List.of() : List.of(RUN),
        List.of(),
        List.of(problems));
  }

  @Test
  void aDryRunSaysWhatWouldBeDone() {
    camus.operations.recovery = report(DEAD);

    assertThat(camus.executeWithSettings("recover", "--dry-run")).isZero();
    assertThat(camus.operations.asked).containsExactly("recover RESPECT DRY_RUN");
    assertThat(camus.out())
        .isEqualTo(
            """
            Open run 2026-11-22-14-05-59-3f09ac: dead
              process 4711 on host nn1, tasks on local, has ended
              held       1,260 records in 15 files from 7 ranges (1,300 offsets) of 3 finished tasks
              to commit  990 records in 12 files from 6 ranges (1,000 offsets), in record 42, which closes it
            To publish: 14 files of 2 commit records
              record 41, 2 files
              record 42, 12 files
            To clean up: the directory of 1 run
              2026-11-22-14-05-59-3f09ac

            DRY RUN: nothing was changed
            """);
  }

  @Test
  void withoutItItIsDone() {
    camus.operations.recovery = report(DEAD);

    assertThat(camus.executeWithSettings("recover", "--take-over")).isZero();
    assertThat(camus.operations.asked).containsExactly("recover TAKE_OVER REAL");
    assertThat(camus.out())
        .contains("  committed  990 records", "Published: 14 files", "OK: recovered");
  }

  @Test
  void nothingToDoIsWell() {
    assertThat(camus.executeWithSettings("recover")).isZero();
    assertThat(camus.out()).isEqualTo("OK: nothing to recover\n");
  }

  @Test
  void besideALiveRunItEndsWithExitCode3() {
    OpenRun alive =
        new OpenRun(RUN, OWNER, Fate.ALIVE, OWNER.inWords() + ", is running", Optional.empty());
    camus.operations.recovery = report(alive);

    assertThat(camus.executeWithSettings("recover")).isEqualTo(3);
    assertThat(camus.out())
        .contains("Open run 2026-11-22-14-05-59-3f09ac: alive", "--take-over", "A RUN IS ACTIVE");
  }

  @Test
  void whatCouldNotBeDoneDecidesTheExitCode() {
    camus.operations.recovery =
        report(DEAD, new Problem(Problem.Severity.OUTSIDE, "/data/x", "cannot be published now"));

    assertThat(camus.executeWithSettings("recover")).isEqualTo(3);
    assertThat(camus.out()).contains("INCOMPLETE", "outside  /data/x: cannot be published now");
  }

  @Test
  void aFailureIsASentence() {
    camus.operations.failure = new StorageException("cannot read the commit log");

    assertThat(camus.executeWithSettings("recover", "--json")).isEqualTo(3);
    assertThat(camus.err()).contains("camus: cannot read the commit log");
    assertThat(camus.out()).contains("\"exitCode\" : 3");
  }

  @Test
  void jsonIsOneDocument() throws IOException {
    camus.operations.recovery = report(DEAD);
    camus.executeWithSettings("recover", "--json", "--dry-run");

    JsonNode document = new ObjectMapper().readTree(camus.out());
    assertThat(document.path("exitCode").asInt()).isZero();
    assertThat(document.path("dryRun").asBoolean()).isTrue();
    assertThat(document.path("live").isNull()).isTrue();
    assertThat(document.at("/published/1/files").asInt()).isEqualTo(12);
    assertThat(document.at("/openRuns/0/fate").asText()).isEqualTo("dead");
    assertThat(document.at("/openRuns/0/adoption/held/records").asInt()).isEqualTo(1_250);
    assertThat(document.at("/openRuns/0/adoption/committed/offsets").asInt()).isEqualTo(1_000);
    assertThat(document.at("/cleaned/0").asText()).isEqualTo(RUN.value());
  }
}
