package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.cli.view.Samples;
import io.camus.model.Problem;
import io.camus.model.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code camus run} leaves for the jobs after it. */
class JobOutputTest {
  @TempDir private Path folder;

  private final CommandLineFixture camus = new CommandLineFixture();
  private Path file;

  @BeforeEach
  void startedByAzkaban() {
    file = folder.resolve("output.json");
    camus.output = JobOutput.of(Map.of("JOB_OUTPUT_PROP_FILE", file.toString()));
  }

  private Map<String, String> left() throws IOException {
    Map<String, String> left = new TreeMap<>();
    new ObjectMapper()
        .readTree(file.toFile())
        .properties()
        .forEach(property -> left.put(property.getKey(), property.getValue().textValue()));
    return left;
  }

  @Test
  void theJobsAfterItAreToldWhatMoved() throws IOException {
    assertThat(camus.executeWithSettings("run", "-q")).isZero();

    assertThat(left())
        .contains(
            entry("camus.result.exit.code", "0"),
            entry("camus.result.exit.state", "ok"),
            entry("camus.result.run", "2026-11-22-14-05-59-3f09ac"),
            entry("camus.result.messages", "1003115"),
            entry("camus.result.rejected", "5"),
            entry("camus.result.lag", "12345"),
            entry("camus.result.topics", "clicks.web,orders,page_views"),
            entry("camus.result.topics.unfinished", "page_views"),
            entry("camus.result.watermark", "2026-11-22T15:59:00Z"),
            entry("camus.result.topic.orders.messages", "402115"),
            entry("camus.result.topic.orders.watermark", "2026-11-22T15:59:00Z"));
  }

  @Test
  void topicsWithAProblemAreUnfinishedAndPlacesThatAreNoTopicsAreNot() throws IOException {
    camus.operations.summary =
        Samples.summary(
            List.of(Samples.topic("orders", 1, 0, 0)),
            new Problem(Problem.Severity.DATA, "a-b-3@[0,12)", "${x} $(y)"),
            new Problem(Problem.Severity.OUTSIDE, "a_b", "why"),
            new Problem(Problem.Severity.OUTSIDE, "job", "why"),
            new Problem(Problem.Severity.OUTSIDE, "job_1_2", "why"),
            new Problem(Problem.Severity.OUTSIDE, "run x", "why"),
            new Problem(Problem.Severity.OUTSIDE, "/a/path", "why"),
            new Problem(Problem.Severity.NOTICE, "quiet", "why"));

    assertThat(camus.executeWithSettings("run", "--json")).isEqualTo(4);
    assertThat(left())
        .containsEntry("camus.result.topics.unfinished", "a-b,a_b")
        .containsEntry("camus.result.exit.state", "data");
    assertThat(left().values()).noneMatch(value -> value.contains("$"));
  }

  @Test
  void aRunThatCannotBeginTellsItsState() throws IOException {
    camus.operations.failure = new SourceException("no broker answers");
    assertThat(camus.executeWithSettings("run")).isEqualTo(3);
    assertThat(left())
        .containsOnly(
            entry("camus.result.exit.code", "3"), entry("camus.result.exit.state", "outside"));

    camus.operations.failure = new IllegalStateException("a bug");
    assertThat(camus.executeWithSettings("run")).isEqualTo(1);
    assertThat(left()).containsEntry("camus.result.exit.state", "bug");

    assertThat(camus.execute("run")).isEqualTo(2);
    assertThat(left()).containsEntry("camus.result.exit.state", "usage");
  }

  @Test
  void aFileThatCannotBeWrittenIsToldWithWhatTheRunDid() {
    camus.output = new JobOutput(Optional.of(folder.resolve("nowhere/output.json")));

    assertThat(camus.executeWithSettings("run")).isEqualTo(3);
    assertThat(camus.err()).contains("nowhere/output.json", "ended with exit code 0");
    assertThat(camus.out()).contains("1,003,115 messages");
  }

  @Test
  void withoutAzkabanNothingIsWritten() throws IOException {
    camus.output = JobOutput.of(Map.of("JOB_OUTPUT_PROP_FILE", ""));

    assertThat(camus.executeWithSettings("run")).isZero();
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }
}
