package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.commit.CommitLog;
import io.camus.commit.FileSelection;
import io.camus.config.CamusConfig;
import io.camus.model.ConfigurationException;
import io.camus.model.DataFile;
import io.camus.model.LogEntry;
import io.camus.model.NewPosition;
import io.camus.model.PartitionPosition;
import io.camus.model.RunId;
import io.camus.store.LocalStore;
import io.camus.verify.Depth;
import io.camus.verify.VerifyReport;
import io.camus.verify.Violation;
import io.camus.wiring.Wiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
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

  private static FileSelection dataOf(String topic) {
    return new FileSelection(topic, DataFile.Kind.DATA, OptionalInt.empty(), Optional.empty());
  }

  @Test
  void filesAreThoseOfATopicThatTheLogKnows() {
    CamusConfig config = config();
    assertThatThrownBy(() -> new HadoopInspection().files(config, dataOf("clicks")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageEndingWith("exec knows no topic clicks");
    new CommitLog(
            new LocalStore(),
            Wiring.layoutOf(config),
            new RunId("2026-11-22-14-05-59-3f09ac"),
            Optional.empty(),
            Clock.systemUTC(),
            new Random(1))
        .append(
            state ->
                List.of(
                    new LogEntry.Sets(
                        new NewPosition(
                            new TopicPartition("clicks", 0),
                            new PartitionPosition(new Uuid(1, 1), 0, 0),
                            "new"))));

    assertThat(new HadoopInspection().files(config, dataOf("clicks")).files()).isEmpty();
    assertThatThrownBy(() -> new HadoopInspection().files(config, dataOf("cliks")))
        .hasMessageEndingWith("knows no topic cliks; did you mean clicks?");
  }
}
