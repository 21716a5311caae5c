package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.cli.view.Samples;
import io.camus.commit.Layout;
import io.camus.commit.LifeSigns;
import io.camus.commit.RunLiveness.Answer;
import io.camus.history.RunHistory;
import io.camus.model.Problem;
import io.camus.report.RunSummary;
import io.camus.report.SummaryJson;
import io.camus.spi.StorePath;
import io.camus.store.LocalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryCommandTest {
  private static final String GOOD = "2026-11-22-14-05-59-3f09ac";
  private static final String BAD = "2026-11-22-15-05-59-3f09ac";
  private static final String TORN = "2026-11-22-13-05-59-3f09ac";

  private final CommandLineFixture camus = new CommandLineFixture();

  @TempDir Path folder;

  @BeforeEach
  void keepThreeRuns() throws IOException {
    keep(GOOD, SummaryJson.of(Samples.summary()).text());
    RunSummary failed =
        Samples.summary(new Problem(Problem.Severity.DATA, "page_views", "offsets are gone"));
    keep(BAD, SummaryJson.of(failed).text());
    keep(TORN, "{\"run\": \"2026");
    LocalStore store = new LocalStore();
    Layout layout =
        new Layout(path("base"), path("history"), path("destination"), Optional.empty());
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-22T16:00:00Z"));
    camus.operations.history =
        new RunHistory(
            store,
            layout,
            new LifeSigns(
                store, layout, (run, owner) -> Answer.DEAD, Duration.ofMinutes(10), clock),
            clock);
  }

  private StorePath path(String name) {
    return new StorePath(folder.resolve(name).toString());
  }

  private void keep(String run, String summary) throws IOException {
    Path directory = Files.createDirectories(folder.resolve("history").resolve(run));
    Files.writeString(directory.resolve("summary.json"), summary);
  }

  @Test
  void runsAreListedTheNewestFirst() {
    assertThat(camus.executeWithSettings("history")).isZero();
    assertThat(camus.out().lines().filter(line -> line.startsWith("2026")))
        .containsExactly(
            "2026-11-22-15-05-59-3f09ac  partial               41 s       1,003,115   155.9 MiB    "
                + "     5     288",
            "2026-11-22-14-05-59-3f09ac  rejections            41 s       1,003,115   155.9 MiB    "
                + "     5     288",
            "2026-11-22-13-05-59-3f09ac  unknown                  -               -           -    "
                + "     -       -");
    assertThat(camus.out())
        .startsWith("run                         verdict           duration        messages")
        .contains("    at setup, page_views: offsets are gone")
        .contains("    damaged: " + folder);
  }

  @Test
  void asManyAsAreAskedFor() {
    assertThat(camus.executeWithSettings("history", "-n", "1")).isZero();
    assertThat(camus.out()).contains(BAD).doesNotContain(GOOD);
    assertThat(camus.executeWithSettings("history", "-n", "0")).isZero();
    assertThat(camus.out()).contains(GOOD, TORN);
    assertThat(camus.executeWithSettings("history", "-n", "-1")).isEqualTo(2);
  }

  @Test
  void oneRunIsShownInFull() {
    assertThat(camus.executeWithSettings("history", BAD)).isZero();
    assertThat(camus.out())
        .contains(
            BAD + ": partial",
            "  at setup, page_views: offsets are gone",
            "  started     2026-11-22 14:05:59 (UTC)",
            "  committed   1,003,115 messages in 288 data files, 155.9 MiB; 5 dead letters",
            "  orders    malformed        5  0.001 %  dead letters",
            "      orders-6@12447: byte 0 is 0x7b",
            "clicks.web    600,000   93.3 MiB     96",
            "  data     page_views: offsets are gone",
            "  commit log  /camus/exec/commits, records 42, 43");
  }

  @Test
  void aRunThatNobodyKnowsIsAUsageError() {
    assertThat(camus.executeWithSettings("history", "2026-01-01-00-00-00-000000")).isEqualTo(2);
    assertThat(camus.err()).contains("there is no run 2026-01-01-00-00-00-000000");
    assertThat(camus.executeWithSettings("history", "yesterday")).isEqualTo(2);
    assertThat(camus.err()).contains("yesterday is not a run id");
  }

  @Test
  void jsonIsALineARunOrOneDocument() throws IOException {
    camus.executeWithSettings("history", "--json");
    JsonNode first = new ObjectMapper().readTree(camus.out().lines().findFirst().orElseThrow());
    assertThat(camus.out().lines()).hasSize(3);
    assertThat(first.path("run").asText()).isEqualTo(BAD);
    assertThat(first.path("verdict").asText()).isEqualTo("partly");
    assertThat(first.path("messages").asLong()).isEqualTo(1_003_115);
    assertThat(first.path("commits")).hasSize(2);
    CommandLineFixture again = new CommandLineFixture();
    again.operations.history = camus.operations.history;
    again.executeWithSettings("history", "--json", GOOD);
    JsonNode one = new ObjectMapper().readTree(again.out());
    assertThat(one.at("/summary/exitCode").asInt()).isZero();
    assertThat(one.path("damage").isNull()).isTrue();
  }
}
