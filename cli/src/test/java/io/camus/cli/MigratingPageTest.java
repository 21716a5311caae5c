package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings in the guide for users of the original, before and after. */
class MigratingPageTest {
  private static final Path PAGE = Path.of("../docs/guide/migrating.md");

  private final CommandLineFixture camus = new CommandLineFixture();

  @TempDir Path folder;

  /** The block of properties with this comment on top. */
  private Path settings(String comment) throws IOException {
    List<String> block = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(PAGE)) {
      inside = (inside || line.equals("# " + comment)) && !line.equals("```");
      if (inside) {
        block.add(line);
      }
    }
    assertThat(block).hasSizeGreaterThan(20);
    return Files.write(folder.resolve(comment + ".properties"), block);
  }

  @Test
  void aFileOfTheOriginalIsToldWhatHasToGo() throws IOException {
    assertThat(camus.execute("config", "-P", settings("before").toString())).isEqualTo(2);
    assertThat(camus.out().lines().filter(line -> line.startsWith("  - ")))
        .as(camus.out())
        .satisfiesExactlyInAnyOrder(
            line ->
                assertThat(line)
                    .contains("hdfs.default.classpath.dir = /jobs/camus/lib: does not exist"),
            line -> assertThat(line).contains("log4j.configuration is not supported"),
            line -> assertThat(line).contains("etl.hourly is not supported"),
            line -> assertThat(line).contains("etl.daily is not supported"),
            line -> assertThat(line).contains("kafka.monitor.tier = : must not be empty"),
            line -> assertThat(line).contains("etl.counts.path = : must not be empty"));
  }

  @Test
  void theFileThatRemainsIsSound() throws IOException {
    assertThat(camus.execute("config", "-P", settings("after").toString())).isZero();
    assertThat(camus.out()).contains("no problem");
    assertThat(camus.operations.configs).hasSize(1);
  }

  @Test
  void nothingIsAddedThatTheOriginalDidNotHave() throws IOException {
    List<String> before = Files.readAllLines(settings("before"));
    List<String> added = new ArrayList<>(Files.readAllLines(settings("after")));
    added.removeIf(line -> before.contains(line) || line.startsWith("#"));

    assertThat(added)
        .containsExactly(
            "etl.destination.path=hdfs://nn/data/kafka",
            "etl.execution.base.path=hdfs://nn/camus/exec",
            "etl.execution.history.path=hdfs://nn/camus/history",
            "mapreduce.framework.name=yarn");
  }
}
