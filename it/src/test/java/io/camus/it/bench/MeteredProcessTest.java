package io.camus.it.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeteredProcessTest {
  @TempDir private Path directory;

  private final List<ProcessHandle> guarded = new ArrayList<>();

  @Test
  void processorTimeOfChildrenCountsAndOutputIsKept() throws Exception {
    Usage usage =
        process()
            .run(
                "busy",
                new ProcessBuilder(
                    "bash",
                    "-c",
                    "bash -c 'for ((i = 0; i < 300000; i++)); do :; done'; echo done"));

    assertThat(usage.cpuSeconds()).isPositive();
    assertThat(usage.wallSeconds()).isPositive();
    assertThat(Files.readString(process().log("busy"))).isEqualTo("done\n");
    assertThat(guarded).hasSize(1);
  }

  @Test
  void processThatFailsIsNamedWithItsLog() {
    assertThatThrownBy(() -> process().run("sad", new ProcessBuilder("bash", "-c", "exit 7")))
        .hasMessage("sad ended with 7; see " + directory.resolve("sad.log"));
  }

  private MeteredProcess process() {
    return new MeteredProcess(directory, guarded::add);
  }
}
