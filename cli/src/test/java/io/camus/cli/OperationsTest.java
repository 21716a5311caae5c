package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.cli.view.Mode;
import io.camus.commit.CommitLog;
import io.camus.commit.FileSelection;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.config.CamusConfig;
import io.camus.engine.Engine;
import io.camus.model.ConfigurationException;
import io.camus.model.DataFile;
import io.camus.model.ExitCode;
import io.camus.model.LogEntry;
import io.camus.model.NewPosition;
import io.camus.model.PartitionPosition;
import io.camus.model.RunId;
import io.camus.model.SourceException;
import io.camus.report.RunListener;
import io.camus.run.RecoveryReport;
import io.camus.store.LocalStore;
import io.camus.verify.Depth;
import io.camus.verify.VerifyProgress;
import io.camus.verify.VerifyReport;
import io.camus.verify.Violation;
import io.camus.wiring.Wiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationsTest {
  private final Operations operations = new Operations();

  @TempDir private Path folder;

  @Test
  void countFilesThatCannotBeWrittenStopTheRunBeforeItBegins() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    CamusConfig config = config(Map.of("etl.counts.path", file + "/counts"));

    assertThatThrownBy(() -> operations.run(config, LiveRuns.RESPECT, RunListener.silent()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("etl.counts.path = " + file + "/counts", "it is a file");
    assertThat(folder.resolve("base/commits")).doesNotExist();
  }

  @Test
  void countFilesThatCannotBeWrittenAreAProblemOfTheConfiguration() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");

    assertThat(operations.check(config(Map.of("etl.counts.path", file + "/counts"))))
        .anySatisfy(
            finding -> {
              assertThat(finding.code()).isEqualTo(ExitCode.USAGE);
              assertThat(finding.sentence()).contains(file + "/counts");
            });
  }

  @Test
  void deadRunsAreRecoveredBeforeAZooKeeperIsAskedThatIsNotThere() {
    Map<String, String> settings = paths();
    settings.put("zookeeper.hosts", "127.0.0.1:1/kafka");
    settings.put("zookeeper.connection.timeout", "300");
    List<RunListener.Stage> stages = new ArrayList<>();
    RunListener listener =
        new RunListener() {
          @Override
          public void stage(Stage stage, String detail) {
            stages.add(stage);
          }

          @Override
          public void started(RunId run, String jobId, long offsets) {}

          @Override
          public void progress(Engine.Progress progress) {}
        };

    assertThatThrownBy(
            () -> operations.run(CamusConfig.parse(settings), LiveRuns.RESPECT, listener))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("no answer from ZooKeeper at 127.0.0.1:1/kafka");
    assertThat(stages).containsExactly(RunListener.Stage.RECOVER, RunListener.Stage.SETUP);
  }

  private CamusConfig config(Map<String, String> more) {
    Map<String, String> settings = paths();
    settings.putAll(more);
    settings.put("kafka.brokers", "127.0.0.1:1");
    settings.put("etl.keep.count.files", "true");
    settings.put("kafka.admin.default.api.timeout.ms", "300");
    settings.put("kafka.admin.request.timeout.ms", "200");
    return CamusConfig.parse(settings);
  }

  private Map<String, String> paths() {
    Map<String, String> settings = new HashMap<>();
    settings.put("etl.destination.path", folder + "/destination");
    settings.put("etl.execution.base.path", folder + "/base");
    settings.put("etl.execution.history.path", folder + "/base/history");
    return settings;
  }

  @Test
  void recoveringAsksNobodyAndNeedsNoSecret() {
    String missing = String.format(Locale.ROOT, "${file:%s/missing:key}", folder);
    CamusConfig config =
        CamusConfig.parse(
            Map.of(
                "zookeeper.hosts",
                "127.0.0.1:1",
                "camus.zookeeper.digest.user",
                "camus",
                "camus.zookeeper.digest.password",
                missing,
                "etl.schema.registry.url",
                "http://127.0.0.1:1",
                "camus.schema.registry.basic.auth.user",
                "camus",
                "camus.schema.registry.basic.auth.password",
                missing,
                "etl.destination.path",
                folder + "/destination",
                "etl.execution.base.path",
                folder + "/base",
                "etl.execution.history.path",
                folder + "/history"));

    RecoveryReport report = operations.recover(config, LiveRuns.RESPECT, Mode.REAL);

    assertThat(report.problems()).isEmpty();
    assertThat(report.live()).isEmpty();
  }

  private CamusConfig inspected() {
    return CamusConfig.parse(
        Map.of(
            "kafka.brokers",
            "nobody:1",
            "etl.destination.path",
            folder.resolve("data").toString(),
            "etl.execution.base.path",
            "file:" + folder.resolve("exec"),
            "etl.execution.history.path",
            folder.resolve("history").toString()));
  }

  @Test
  void itNeedsNoBrokerAndWritesNothing() throws IOException {
    VerifyReport report =
        operations.verify(inspected(), Depth.CONTENT, List.of(), VerifyProgress.silent());

    assertThat(report.violations()).isEmpty();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void itFindsWhatNobodyCommitted() throws IOException {
    Path stray = Files.createDirectories(folder.resolve("data/clicks/hourly")).resolve("mine");
    Files.writeString(stray, "mine");

    assertThat(
            operations
                .verify(inspected(), Depth.NAMES, List.of(), VerifyProgress.silent())
                .violations())
        .singleElement()
        .extracting(Violation::kind)
        .isEqualTo(Violation.Kind.STRAY_FILE);
  }

  private static FileSelection dataOf(String topic) {
    return new FileSelection(topic, DataFile.Kind.DATA, OptionalInt.empty(), Optional.empty());
  }

  @Test
  void filesAreThoseOfATopicThatTheLogKnows() {
    CamusConfig config = inspected();
    assertThatThrownBy(() -> operations.files(config, dataOf("clicks")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageEndingWith("exec has no topic clicks");
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

    assertThat(operations.files(config, dataOf("clicks")).files()).isEmpty();
    assertThatThrownBy(() -> operations.files(config, dataOf("cliks")))
        .hasMessageEndingWith("has no topic cliks; did you mean clicks?");
  }
}
