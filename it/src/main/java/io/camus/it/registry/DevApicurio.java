package io.camus.it.registry;

import io.camus.it.process.ForeignServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real Apicurio Registry in a child process, in memory. It has Confluent's API below a path, ids
 * with gaps, and accepts every schema.
 */
public final class DevApicurio implements AutoCloseable {
  private static final String API = "/apis/ccompat/v7";
  private static final String MAIN = "io.quarkus.runner.GeneratedMain";

  private final ForeignServer server;

  private DevApicurio(ForeignServer server) {
    this.server = server;
  }

  /**
   * Apicurio's directory: the system property {@code camus.apicurio.home}, else {@code apicurio} in
   * the root's build directory. It may be missing.
   */
  public static Path home() {
    String named = System.getProperty("camus.apicurio.home");
    return named == null ? target().resolve("apicurio") : Path.of(named).toAbsolutePath();
  }

  private static Path target() {
    try {
      Path code =
          Path.of(DevApicurio.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      while (code != null && !code.endsWith("target")) {
        code = code.getParent();
      }
      return code == null ? Path.of("target").toAbsolutePath() : code;
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether it exists. */
  public static boolean isThere() {
    return Files.isDirectory(home()) && !runner().toString().isEmpty();
  }

  private static Path runner() {
    try (Stream<Path> files = Files.list(home())) {
      return files
          .filter(file -> file.toString().endsWith("-runner.jar"))
          .findFirst()
          .orElse(Path.of(""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts it and returns when it answers.
   *
   * @param folder its working folder, with {@code server.log}; created if missing
   */
  public static DevApicurio start(Path folder) {
    return new DevApicurio(
        ForeignServer.start(
            folder,
            new ForeignServer.Recipe(
                "Apicurio Registry",
                runner().toString(),
                MAIN,
                port ->
                    List.of(
                        "-Xmx256m",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"),
                port -> List.of(),
                API + "/subjects")));
  }

  /** The base URL of Confluent's API. */
  public URI url() {
    return URI.create(server.url() + API);
  }

  /** Its standard output and error. */
  public Path log() {
    return server.log();
  }

  /** Its process. */
  public ProcessHandle process() {
    return server.process();
  }

  /** Keeps it running when this process ends. */
  public void keep() {
    server.keep();
  }

  @Override
  public void close() {
    server.close();
  }
}
