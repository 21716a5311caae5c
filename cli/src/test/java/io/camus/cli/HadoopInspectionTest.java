package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.config.CamusConfig;
import io.camus.verify.Depth;
import io.camus.verify.VerifyReport;
import io.camus.verify.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HadoopInspectionTest {
  @TempDir private Path directory;

  private CamusConfig config() {
    return CamusConfig.parse(
        Map.of(
            "kafka.brokers",
            "nobody:1",
            "etl.destination.path",
            directory.resolve("data").toString(),
            "etl.execution.base.path",
            "file:" + directory.resolve("exec"),
            "etl.execution.history.path",
            directory.resolve("history").toString()));
  }

  @Test
  void itNeedsNoBrokerAndWritesNothing() throws IOException {
    VerifyReport report = new HadoopInspection().verify(config(), Depth.CONTENT);

    assertThat(report.violations()).isEmpty();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void itFindsWhatNobodyCommitted() throws IOException {
    Path stray = Files.createDirectories(directory.resolve("data/clicks/hourly")).resolve("mine");
    Files.writeString(stray, "mine");

    assertThat(new HadoopInspection().verify(config(), Depth.NAMES).violations())
        .singleElement()
        .extracting(Violation::kind)
        .isEqualTo(Violation.Kind.STRAY_FILE);
  }
}
