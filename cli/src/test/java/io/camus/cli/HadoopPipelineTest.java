package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.config.CamusConfig;
import io.camus.model.StorageException;
import io.camus.run.RunListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
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
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(file + "/counts");
    assertThat(folder.resolve("base/commits")).doesNotExist();
  }

  @Test
  void countFilesThatCannotBeWrittenAreAProblemOfTheConfiguration() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");

    assertThat(new HadoopPipeline().check(config(Map.of("etl.counts.path", file + "/counts"))))
        .anySatisfy(problem -> assertThat(problem).contains(file + "/counts"));
  }

  private CamusConfig config(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("kafka.brokers", "127.0.0.1:1");
    settings.put("etl.keep.count.files", "true");
    settings.put("kafka.admin.default.api.timeout.ms", "300");
    settings.put("kafka.admin.request.timeout.ms", "200");
    settings.put("etl.destination.path", folder + "/destination");
    settings.put("etl.execution.base.path", folder + "/base");
    settings.put("etl.execution.history.path", folder + "/base/history");
    return CamusConfig.parse(settings);
  }
}
