package io.camus.it.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.command.CamusScript;
import io.camus.it.fixture.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo of the archive, unpacked elsewhere than it was built. */
@Timeout(400)
class DemoIT {
  private static final Duration DEADLINE = Duration.ofMinutes(3);
  private static final int MOST_FILES = 100;

  @TempDir static Path host;

  @TempDir Path folder;

  @BeforeAll
  static void unpacksTheArchive() throws Exception {
    Process tar =
        new ProcessBuilder(
                "tar", "-xzf", System.getProperty("camus.archive"), "--strip-components=1")
            .directory(host.toFile())
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
  }

  @Test
  void provesThatEveryMessageMovedOnceAndLeavesNoProcess() throws Exception {
    Process demo = demo("--messages", "10000");
    assertThat(demo.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(demo.exitValue()).as(output()).isZero();
    assertThat(output())
        .contains("BALANCED: windows", "OK: each message was moved exactly once")
        .contains("page-views");
    Path report = folder.resolve("demo").resolve("report.html");
    assertThat(output()).contains(report.toString());
    assertThat(report).content().startsWith("<!doctype html>").contains("page-views");
    assertThat(dataFiles()).as("data files of two runs").isNotEmpty().hasSizeLessThan(MOST_FILES);
    assertNoProcessIsLeft();
  }

  @Test
  void aKeptDemoTakesMoreMessagesUntilItIsStopped() throws Exception {
    Process demo = demo("--messages", "5000", "--registry", "--store", "s3", "--keep");
    assertThat(demo.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(demo.exitValue()).as(output()).isZero();
    assertThat(output())
        .contains("Apicurio Registry", "S3Proxy", "OK: each message", "demo --more 100000");
    try {
      assertThat(processes()).as("broker, registry and store").hasSizeGreaterThan(2);
      Process again = demo("--messages", "5000");
      assertThat(again.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(again.exitValue()).as(output()).isEqualTo(2);
      assertThat(output()).contains("already has a kept demo, with its broker running at", "--yes");
      Process more = demo("--more", "1000");
      assertThat(more.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(more.exitValue()).as(output()).isZero();
      assertThat(output()).contains("1,000 more messages");
    } finally {
      Process stop = demo("--stop");
      assertThat(stop.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
    assertNoProcessIsLeft();
  }

  @ParameterizedTest
  @CsvSource({"INT,", "TERM,", "KILL,--registry"})
  void leavesNoProcessWhenItIsEndedInTheMiddleOfARun(String signal, String further)
      throws Exception {
    Process demo =
        further == null ? demo("--messages", "200000") : demo("--messages", "200000", further);
    Await.until("the first run is under way", DEADLINE, () -> output().contains("First run"));
    Await.pass(Duration.ofSeconds(2));
    new ProcessBuilder("kill", "-" + signal, Long.toString(demo.pid()))
        .inheritIO()
        .start()
        .waitFor();
    assertThat(demo.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(demo.exitValue()).isNotZero();
    assertNoProcessIsLeft();
  }

  private List<Path> dataFiles() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("demo").resolve("topics"))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("_COMPLETE"))
          .toList();
    }
  }

  private static String option(String property) {
    return "-D" + property + "=" + System.getProperty(property);
  }

  private Process demo(String... options) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("demo", "--dir", folder.resolve("demo").toString()));
    arguments.addAll(List.of(options));
    ProcessBuilder demo =
        new CamusScript(host.resolve("bin").resolve("camus"))
            .process(arguments)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile());
    demo.environment()
        .put("CAMUS_OPTS", option("camus.apicurio.home") + " " + option("camus.s3proxy.lib"));
    return demo.start();
  }

  private String output() {
    try {
      return Files.readString(folder.resolve("out"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private void assertNoProcessIsLeft() throws Exception {
    Await.until("no process of the demo is left", DEADLINE, () -> processes().isEmpty());
  }

  /** Every process that names the demo's folder: the broker, a run. */
  private List<ProcessHandle> processes() {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process
                    .info()
                    .commandLine()
                    .filter(line -> line.contains(folder.toString()))
                    .isPresent())
        .toList();
  }
}
