package io.camus.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.CRC32;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTest {
  @TempDir private Path folder;

  @Test
  void stageIsThatOfTheInnermostClassThatHasOne() {
    assertThat(
            Stage.of(
                List.of(
                    "java.util.zip.Deflater",
                    "io.camus.format.DeflateBlocks",
                    "io.camus.format.AvroFileWriter",
                    "io.camus.pull.TaskAttempt$Polling")))
        .isEqualTo(Stage.COMPRESSION);
    assertThat(
            Stage.of(
                List.of("io.camus.format.AvroFileWriter", "io.camus.pull.TaskAttempt$Polling")))
        .isEqualTo(Stage.WRITING);
    assertThat(Stage.of(List.of("net.jpountz.lz4.LZ4", "io.camus.fetch.FetchedBatches")))
        .isEqualTo(Stage.BATCHES);
    assertThat(Stage.of(List.of("java.lang.String", "io.camus.cli.Main"))).isEqualTo(Stage.OTHER);
    assertThat(Stage.of(List.of())).isEqualTo(Stage.OTHER);
  }

  @Test
  void noTimeIsLost() throws IOException {
    Path file = folder.resolve("some.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
      recording.start();
      CRC32 sum = new CRC32();
      byte[] bytes = new byte[1 << 16];
      long end = System.nanoTime() + Duration.ofMillis(500).toNanos();
      while (System.nanoTime() < end) {
        sum.update(bytes);
      }
      recording.stop();
      recording.dump(file);
    }

    Profile profile = Profile.of(file, 1_000);

    double stages = profile.seconds().values().stream().mapToDouble(Double::doubleValue).sum();
    assertThat(stages).isNotNegative();
    assertThat(stages + profile.virtualMachine()).isBetween(999.9, 1_000.1);
  }
}
