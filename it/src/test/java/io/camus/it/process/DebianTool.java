package io.camus.it.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program of a Debian package, which the build unpacks. A machine that is not Debian's may lack
 * it; on CI that is a failure.
 */
public final class DebianTool {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final int TRIES = 3;

  private static final Path HOME =
      Path.of(System.getProperty("camus.debian.home", ".")).toAbsolutePath().normalize();

  private final Path program;

  private DebianTool(Path program) {
    this.program = program;
  }

  /** The program with a name; the test is skipped if there is none. */
  public static DebianTool named(String name) {
    Path found =
        Stream.concat(unpacked(name), onThePath(name))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(Path.of(name));
    if ("true".equals(System.getenv("CI"))) {
      assertThat(found).as("CI needs it: see it/src/test/scripts/debian.sh").isExecutable();
    }
    assumeTrue(Files.isExecutable(found), found + " is missing");
    return new DebianTool(found);
  }

  /** A program in /usr/lib comes before the script in /usr/bin, which has absolute paths. */
  private static Stream<Path> unpacked(String name) {
    return Stream.of(HOME.resolve("usr/lib").resolve(name), HOME.resolve("usr/bin"))
        .map(folder -> folder.resolve(name));
  }

  private static Stream<Path> onThePath(String name) {
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(System.getenv("PATH"))
        .map(part -> Path.of(part, name));
  }

  public Path program() {
    return program;
  }

  /** What its process needs in its environment to find the unpacked libraries. */
  public Map<String, String> environment() throws IOException {
    Set<String> folders = new TreeSet<>();
    if (program.startsWith(HOME)) {
      for (Path libraries : List.of(HOME.resolve("lib"), HOME.resolve("usr/lib"))) {
        addLibraries(libraries, folders);
      }
    }
    return folders.isEmpty()
        ? Map.of()
        : Map.of("LD_LIBRARY_PATH", String.join(File.pathSeparator, folders));
  }

  private static void addLibraries(Path root, Set<String> folders) throws IOException {
    if (Files.isDirectory(root)) {
      try (Stream<Path> files = Files.find(root, 3, (file, facts) -> isLibrary(file))) {
        files.forEach(file -> folders.add(file.getParent().toString()));
      }
    }
  }

  private static boolean isLibrary(Path file) {
    return file.getFileName().toString().contains(".so");
  }

  /** Runs it to its end, with a file as its input; fails unless it ends with 0. */
  public String run(Path input, String... arguments) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command(List.of(arguments)))
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private List<String> command(List<String> arguments) {
    return Stream.concat(Stream.of(program.toString()), arguments.stream()).toList();
  }

  /**
   * Starts it as a server on a free loopback port, and returns when it is ready.
   *
   * @param folder for its log
   */
  public Server start(Path folder, IntFunction<List<String>> arguments)
      throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      int port = FreePort.next();
      Path log = Files.createTempFile(folder, program.getFileName().toString(), ".log");
      Process process =
          new ProcessBuilder(command(arguments.apply(port)))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      Server server = new Server(process, port);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      if (server.isReady()) {
        return server;
      }
      server.close();
      assertThat(attempt).as(Files.readString(log)).isLessThan(TRIES);
    }
  }

  /** A started server. */
  public record Server(Process process, int port) implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** {@code 127.0.0.1:port}. */
    public String address() {
      return String.format(Locale.ROOT, "127.0.0.1:%d", port);
    }

    private boolean isReady() throws InterruptedException {
      long end = System.nanoTime() + DEADLINE.toNanos();
      while (process.isAlive() && System.nanoTime() < end) {
        try {
          if (status("/-/ready") == 200) {
            return true;
          }
        } catch (IOException e) {
          // It does not listen yet.
        }
        process.waitFor(100, TimeUnit.MILLISECONDS);
      }
      return false;
    }

    private int status(String path) throws IOException, InterruptedException {
      return CLIENT.send(request(path), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private HttpRequest request(String path) {
      return HttpRequest.newBuilder(URI.create("http://" + address() + path))
          .timeout(Duration.ofSeconds(10))
          .build();
    }

    /** The answer to a request that must succeed. */
    public String get(String path) throws IOException, InterruptedException {
      HttpResponse<String> answer =
          CLIENT.send(request(path), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
      return answer.body();
    }

    @Override
    public void close() {
      process.destroy();
      try {
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        process.destroyForcibly();
      }
    }
  }
}
