package io.camus.it.cluster;

import io.camus.it.process.GuardedMain;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * ZooKeeper, or a broker that needs it, in a child process with its own jars. It ends with this
 * process.
 */
final class ZooKeeperModeServer {
  private static final Duration DEADLINE = Duration.ofSeconds(90);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(30);
  private static final long POLL_MILLIS = 50;

  private final Process process;
  private final Path log;

  private ZooKeeperModeServer(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts one and returns when it accepts connections.
   *
   * @param libraries the directory of its jars
   * @param port where it will listen on the loopback interface
   * @param command its class and its arguments
   */
  static ZooKeeperModeServer start(Path libraries, Path log, int port, List<String> command) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx384m",
              "-XX:TieredStopAtLevel=1",
              "-XX:+UseSerialGC",
              "-Dlog4j.configuration=io/camus/it/cluster/log4j-zookeeper-mode.properties",
              "-Dzookeeper.admin.enableServer=false",
              "-cp",
              libraries.toAbsolutePath() + "/*" + File.pathSeparator + GuardedMain.ownCode(),
              GuardedMain.class.getName());
      builder.command().addAll(command);
      builder.environment().remove("JAVA_TOOL_OPTIONS");
      ZooKeeperModeServer server =
          new ZooKeeperModeServer(
              builder
                  .redirectErrorStream(true)
                  .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                  .start(),
              log);
      server.awaitPort(port);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command, e);
    }
  }

  private void awaitPort(int port) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!accepts(port)) {
      if (System.nanoTime() > deadline || ended(Duration.ofMillis(POLL_MILLIS))) {
        process.destroyForcibly();
        throw new IllegalStateException("a server did not start: see " + log);
      }
    }
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) POLL_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Stops it as an operator would. */
  void stop() {
    // Process.destroy would also close its standard input, which it treats as the end of its
    // parent.
    process.toHandle().destroy();
    if (!ended(STOP_DEADLINE)) {
      kill();
    }
  }

  /** Ends it at once. */
  void kill() {
    process.destroyForcibly();
    if (!ended(STOP_DEADLINE)) {
      throw new IllegalStateException("process " + process.pid() + " does not end");
    }
  }

  private boolean ended(Duration atMost) {
    try {
      return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a server", e);
    }
  }
}
