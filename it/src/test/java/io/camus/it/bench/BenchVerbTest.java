package io.camus.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchVerbTest {
  private static final int USAGE = 2;

  @TempDir private Path directory;

  private final StringWriter errors = new StringWriter();

  @Test
  void whatThereIsNotIsRefusedBeforeAnythingStarts() {
    assertThat(run("--workload", "avro,nope")).isEqualTo(USAGE);
    assertThat(errors.toString()).contains("unknown workload nope");
    assertThat(run("--peers", "storm")).isEqualTo(USAGE);
    assertThat(errors.toString()).contains("unknown peer storm; known are spark, flink, iceberg");
    assertThat(run("--files", "orc")).isEqualTo(USAGE);
    assertThat(run("--rounds", "0")).isEqualTo(USAGE);
    assertThat(run("--slope", "1")).isEqualTo(USAGE);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void folderThatHoldsAnythingIsLeftAlone() throws IOException {
    Path file = Files.createFile(directory.resolve("mine"));

    assertThat(run()).isEqualTo(USAGE);

    assertThat(errors.toString()).contains(directory + " is not empty");
    assertThat(file).exists();
  }

  @Test
  void scaledWorkloadHasAMessageForEachPartitionAtLeast() {
    Workload sparse = workload("sparse");

    assertThat(sparse.scaled(0.5).messages()).isEqualTo(sparse.messages() / 2);
    assertThat(sparse.scaled(1e-9).messages()).isEqualTo(sparse.partitions());
  }

  private int run(String... arguments) {
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--dir";
    all[arguments.length + 1] = directory.toString();
    return new CommandLine(new BenchVerb()).setErr(new PrintWriter(errors, true)).execute(all);
  }

  private static Workload workload(String name) {
    return Workload.ALL.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }
}
