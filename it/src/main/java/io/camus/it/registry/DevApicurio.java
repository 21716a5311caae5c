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
 * A real Apicurio Registry in a child process, in memory. It speaks Confluent's protocol below a
 * path, its ids have gaps, and it takes every schema.
 */
public final class DevApicurio implements AutoCloseable {
  private static final String API = "/apis/ccompat/v7";
  private static final String MAIN = "io.quarkus.runner.GeneratedMain";

  private final ForeignServer server;

  private DevApicurio(ForeignServer server) {
    this.server = server;
  }

  /**
   * Where Apicurio lies: in the directory that the system property {@code camus.apicurio.home}
   * names, else in {@code apicurio} of the build's directory. It may not be there.
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

  /** Whether it lies there. */
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
   * @param folder where it works, with {@code server.log}; made if it is missing
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

  /** The base of Confluent's protocol. */
  public URI url() {
    return URI.create(server.url() + API);
  }

  /** What it writes to its standard streams. */
  public Path log() {
    return server.log();
  }

  /** Its process. */
  public ProcessHandle process() {
    return server.process();
  }

  /** Lets it live on when this process ends. */
  public void keep() {
    server.keep();
  }

  @Override
  public void close() {
    server.close();
  }
}
