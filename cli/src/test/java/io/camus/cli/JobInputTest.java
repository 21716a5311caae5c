package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.model.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The properties of the Azkaban job that the process is. */
class JobInputTest {
  @TempDir private Path folder;

  private Map<String, String> environment;

  @BeforeEach
  void startedByAzkaban() throws IOException {
    Path file = folder.resolve("camus_props_123_tmp");
    Files.writeString(
        file,
        """
        type=command
        azkaban.flow.execid=7
        hive.home=/x
        Hadoop-Conf.kafka.brokers=b\\:1
        etl.deflate.level=1
        """);
    environment = Map.of("JOB_PROP_FILE", file.toString());
  }

  private static SettingsOptions options(String... arguments) {
    SettingsOptions options = new SettingsOptions();
    new CommandLine(new Holder(options)).parseArgs(arguments);
    return options;
  }

  @CommandLine.Command
  private record Holder(@CommandLine.Mixin SettingsOptions options) {}

  @Test
  void theyAreTheSettingsAndDefinitionsWin() {
    assertThat(options("-D", "etl.deflate.level=9").load(environment).values())
        .isEqualTo(Map.of("Hadoop-Conf.kafka.brokers", "b:1", "etl.deflate.level", "9"));
  }

  @Test
  void keysOfPlugInsThatTheSettingsNameAreAmongThem() throws IOException {
    Path jar = DayPlugIn.write(folder.resolve("day.jar"));
    Files.writeString(
        Path.of(environment.get("JOB_PROP_FILE")),
        "com.example.day=3\nhadoop-conf.com.example.day.clicks=4\n",
        StandardOpenOption.APPEND);

    assertThat(
            options("-D", "hadoop.external.jarFiles=" + jar, "-D", "com.example.day.clicks=5")
                .load(environment)
                .values())
        .containsEntry("com.example.day", "3")
        .containsEntry("com.example.day.clicks", "5")
        .doesNotContainKey("hadoop-conf.com.example.day.clicks");
    assertThat(options("-D", "a=b").load(environment).values())
        .doesNotContainKey("com.example.day");
  }

  @Test
  void filesThatAreNamedTakeTheirPlace() throws IOException {
    Path named = Files.writeString(folder.resolve("a.properties"), "etl.codec=x\n");

    assertThat(options("-P", named.toString()).load(environment).values())
        .isEqualTo(Map.of("etl.codec", "x"));
    assertThat(options("-p", "sample.properties").load(environment).values())
        .doesNotContainKey("Hadoop-Conf.kafka.brokers");
  }

  @Test
  void aFileThatIsNotThereIsToldByTheVariable() {
    assertThatThrownBy(() -> options().load(Map.of("JOB_PROP_FILE", folder + "/gone")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("JOB_PROP_FILE is " + folder + "/gone");
  }

  @Test
  void withoutAzkabanThereAreNone() {
    for (Map<String, String> none :
        List.of(Map.<String, String>of(), Map.of("JOB_PROP_FILE", ""))) {
      assertThat(options("-D", "a=b").load(none).values()).isEqualTo(Map.of("a", "b"));
      assertThatThrownBy(() -> options().load(none))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("-P camus.properties");
    }
  }
}
