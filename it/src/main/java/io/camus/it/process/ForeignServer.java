package io.camus.it.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * A third-party web server in a child process, with its own class path and on a free loopback port.
 * It ends when this process ends, in whatever way, unless {@link #keep} was called.
 */
public final class ForeignServer implements AutoCloseable {
  private static final String MARK = "-Dcamus.server.folder=";
  private static final Duration START_DEADLINE = Duration.ofSeconds(90);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(10);
  private static final Duration ANSWER_DEADLINE = Duration.ofSeconds(5);
  private static final int POLL_MILLIS = 100;
  private static final int SERVER_ERROR = 500;
  private static final int PORT_TRIES = 3;

  private final Path folder;
  private final int port;
  private final Process process;

  /**
   * How a server is started.
   *
   * @param name for messages
   * @param classPath its jars, as Java takes them
   * @param main its main class
   * @param options of Java, for a port
   * @param arguments of its own, for a port
   * @param probe a path that answers when the server is ready
   */
  public record Recipe(
      String name,
      String classPath,
      String main,
      IntFunction<List<String>> options,
      IntFunction<List<String>> arguments,
      String probe) {}

  private ForeignServer(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts it and returns when it answers.
   *
   * @param folder its working folder, with {@code server.log}; created if missing
   * @throws IllegalStateException if it ends or does not answer in 90 s; names its log
   */
  public static ForeignServer start(Path folder, Recipe recipe) {
    Path absolute = folder.toAbsolutePath();
    try {
      Files.createDirectories(absolute);
      for (int attempt = 1; ; attempt++) {
        int port = FreePort.next();
        ForeignServer server = new ForeignServer(absolute, port, launch(absolute, recipe, port));
        if (server.awaitAnswer(recipe.probe())) {
          return server;
        }
        boolean ended = !server.process.isAlive();
        server.close();
        if (!ended || attempt == PORT_TRIES) {
          throw new IllegalStateException(
              String.format(Locale.ROOT, "%s did not start: see %s", recipe.name(), log(absolute)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          String.format(Locale.ROOT, "cannot start %s in %s", recipe.name(), folder), e);
    }
  }

  private static Process launch(Path folder, Recipe recipe, int port) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // First, since the system shows only the start of a long command line.
    command.add(MARK + folder);
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.add("-Xshare:auto");
    command.addAll(recipe.options().apply(port));
    command.add("-cp");
    command.add(recipe.classPath() + File.pathSeparator + GuardedMain.ownCode());
    command.add(GuardedMain.class.getName());
    command.add(recipe.main());
    command.addAll(recipe.arguments().apply(port));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log(folder).toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return builder.start();
  }

  private static Path log(Path folder) {
    return folder.resolve("server.log");
  }

  private boolean awaitAnswer(String probe) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER_DEADLINE).build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + probe)).timeout(ANSWER_DEADLINE).build();
    long deadline = System.nanoTime() + START_DEADLINE.toNanos();
    while (System.nanoTime() < deadline && !ended(Duration.ofMillis(POLL_MILLIS))) {
      try {
        if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode()
            < SERVER_ERROR) {
          return true;
        }
      } catch (IOException e) {
        // It does not listen yet.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  /** Its address, without a path. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Its standard output and error. */
  public Path log() {
    return log(folder);
  }

  /** Its process. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** Whether a process is that of a server in a folder. */
  public static boolean isIn(ProcessHandle process, Path folder) {
    return process
        .info()
        .commandLine()
        .filter(command -> command.contains(MARK + folder.toAbsolutePath() + " "))
        .isPresent();
  }

  /** Keeps it running when this process ends. */
  public void keep() {
    try {
      process.getOutputStream().write((ProcessGuard.KEEP + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the server has ended: see " + log(), e);
    }
  }

  /** Stops it, forcibly if necessary. */
  @Override
  public void close() {
    process.destroy();
    if (!ended(STOP_DEADLINE)) {
      process.destroyForcibly();
    }
  }

  private boolean ended(Duration atMost) {
    try {
      return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      return true;
    }
  }
}
