package io.camus.it.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM that runs {@link BrokerMain}, with methods to send it signals. */
final class BrokerProcess {
  /** An option of the process that names the broker's folder. */
  static final String MARK = "-Dcamus.broker.folder=";

  private static final long POLL_MILLIS = 20;
  private static final Duration KILL_DEADLINE = Duration.ofSeconds(10);

  private final Process process;

  private BrokerProcess(Process process) {
    this.process = process;
  }

  static BrokerProcess start(Path folder, Path log, String heap, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // First, since the system shows only the start of a long command line: identifies the broker.
    command.add(MARK + folder);
    command.add("-Xmx" + heap);
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.add("-Xshare:auto");
    command.add("-Dlogback.configurationFile=io/camus/it/cluster/logback-broker.xml");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(BrokerMain.class.getName());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return new BrokerProcess(builder.start());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Waits for a file that the process creates; false if the process ends or on timeout. */
  boolean awaitFile(Path file, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (System.nanoTime() < deadline) {
      if (Files.exists(file)) {
        return true;
      }
      if (awaitEnd(Duration.ofMillis(POLL_MILLIS))) {
        return false;
      }
    }
    return false;
  }

  void command(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the broker's process has ended", e);
    }
  }

  void stop(Duration atMost) {
    process.destroy();
    if (!awaitEnd(atMost)) {
      kill();
    }
  }

  void kill() {
    process.destroyForcibly();
    if (!awaitEnd(KILL_DEADLINE)) {
      throw new IllegalStateException("process " + process.pid() + " does not end");
    }
  }

  void signal(String name) {
    try {
      Process kill =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
      if (!kill.waitFor(KILL_DEADLINE.toSeconds(), TimeUnit.SECONDS) || kill.exitValue() != 0) {
        throw new IllegalStateException("cannot send SIG" + name + " to " + process.pid());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sending SIG" + name, e);
    }
  }

  private boolean awaitEnd(Duration atMost) {
    try {
      return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the broker's process", e);
    }
  }
}
