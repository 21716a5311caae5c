package io.camus.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.report.RunOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {
  private static final String LAST_SUCCESS =
      "camus_run_last_success_timestamp_seconds 1.7953560605E9";

  @TempDir private Path directory;

  private void write(RunOutcome outcome) throws IOException {
    Path file = directory.resolve("camus.prom");
    new TextFile(
            file,
            new MetricsSettings(
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(1),
                Optional.of(file),
                "camus",
                new TreeMap<>(),
                1_000))
        .write(outcome);
  }

  private Stream<String> lines() throws IOException {
    return Files.readAllLines(directory.resolve("camus.prom")).stream();
  }

  @Test
  void eachRunReplacesTheFileAndLeavesNothingBesideIt() throws IOException {
    write(Outcomes.success());
    assertThat(lines()).contains("camus_run_exit_code 0.0", LAST_SUCCESS);
    write(Outcomes.early());

    assertThat(lines()).contains("camus_run_exit_code 3.0").noneMatch(it -> it.contains("topic"));
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void failedRunsKeepTheTimeOfTheLastSuccess() throws IOException {
    write(Outcomes.early());
    assertThat(lines()).noneMatch(line -> line.contains("last_success"));
    write(Outcomes.success());
    write(Outcomes.early());
    write(Outcomes.failure());

    assertThat(lines()).contains("camus_run_exit_code 4.0", LAST_SUCCESS);
  }

  @Test
  void aFileThatIsNotOursIsReplaced() throws IOException {
    Files.writeString(
        directory.resolve("camus.prom"), "camus_run_last_success_timestamp_seconds never\n");
    write(Outcomes.early());

    assertThat(lines()).contains("camus_run_exit_code 3.0").noneMatch(it -> it.contains("never"));
  }

  @Test
  void aDirectoryThatIsMissingIsNamed() throws IOException {
    Files.delete(directory);

    assertThatThrownBy(() -> write(Outcomes.success()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot write metrics to " + directory.resolve("camus.prom"))
        .hasMessageContaining("check camus.metrics.file");
    Files.createDirectory(directory);
  }
}
