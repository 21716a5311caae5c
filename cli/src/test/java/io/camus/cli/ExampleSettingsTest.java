package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.cli.settings.PropertyFiles;
import io.camus.config.CamusConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings that the examples for schedulers come with. */
class ExampleSettingsTest {
  private static final Path EXAMPLES = Path.of("../examples");
  private static final String INDENT = "    ";

  @TempDir private Path folder;

  @Test
  void thoseForAzkabanAreSound() {
    assertSound(EXAMPLES.resolve("azkaban/project/camus.properties"));
  }

  @Test
  void thoseInTheConfigMapOfKubernetesAreSound() throws IOException {
    List<String> settings =
        Files.readAllLines(EXAMPLES.resolve("kubernetes/cronjob.yaml")).stream()
            .dropWhile(line -> !line.equals("  camus.properties: |"))
            .skip(1)
            .takeWhile(line -> line.startsWith(INDENT))
            .map(line -> line.substring(INDENT.length()))
            .toList();
    assertThat(settings).isNotEmpty();

    assertSound(Files.write(folder.resolve("camus.properties"), settings));
  }

  private static void assertSound(Path file) {
    assertThat(CamusConfig.check(PropertyFiles.file(file.toString()))).isEmpty();
  }
}
