package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.config.CamusConfig;
import io.camus.engine.Engine;
import io.camus.model.ConfigurationException;
import io.camus.model.ExitCode;
import io.camus.model.RunId;
import io.camus.model.SourceException;
import io.camus.report.RunListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HadoopPipelineTest {
  @TempDir private Path folder;

  @Test
  void countFilesThatCannotBeWrittenStopTheRunBeforeItBegins() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    CamusConfig config = config(Map.of("etl.counts.path", file + "/counts"));

    assertThatThrownBy(
            () -> new HadoopPipeline().run(config, new RunOptions(false), RunListener.silent()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("etl.counts.path = " + file + "/counts", "it is a file");
    assertThat(folder.resolve("base/commits")).doesNotExist();
  }

  @Test
  void countFilesThatCannotBeWrittenAreAProblemOfTheConfiguration() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");

    assertThat(new HadoopPipeline().check(config(Map.of("etl.counts.path", file + "/counts"))))
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
            () ->
                new HadoopPipeline()
                    .run(CamusConfig.parse(settings), new RunOptions(false), listener))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("no ZooKeeper answers at 127.0.0.1:1/kafka");
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
}
