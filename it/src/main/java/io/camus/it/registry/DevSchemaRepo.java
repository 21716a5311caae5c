package io.camus.it.registry;

import io.camus.it.process.ForeignServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A real schema-repo server in a child process, in memory. */
public final class DevSchemaRepo implements AutoCloseable {
  private static final String MAIN = "org.schemarepo.server.RepositoryServer";
  private static final String API = "/schema-repo";
  private static final String SETTINGS = "schema-repo.properties";

  private final ForeignServer server;

  private DevSchemaRepo(ForeignServer server) {
    this.server = server;
  }

  /**
   * Starts it and returns when it answers.
   *
   * @param folder its working folder, with {@code server.log}; created if missing
   * @param libraries the directory of its jars
   */
  public static DevSchemaRepo start(Path folder, Path libraries) throws IOException {
    Files.createDirectories(folder);
    return new DevSchemaRepo(
        ForeignServer.start(
            folder,
            new ForeignServer.Recipe(
                "schema-repo",
                libraries.toAbsolutePath() + File.separator + "*",
                MAIN,
                port -> List.of("-Xmx64m", "--add-opens", "java.base/java.lang=ALL-UNNAMED"),
                port -> List.of(settings(folder, port).toString()),
                API)));
  }

  private static Path settings(Path folder, int port) {
    String text =
        String.format(
            Locale.ROOT,
            """
        schema-repo.class=org.schemarepo.InMemoryRepository
        schema-repo.logging.route-jul-to-slf4j=false
        schema-repo.jetty.host=127.0.0.1
        schema-repo.jetty.port=%d
        """,
            port);
    try {
      return Files.writeString(folder.resolve(SETTINGS), text).toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its address, with its default path. */
  public URI url() {
    return URI.create(server.url() + API);
  }

  @Override
  public void close() {
    server.close();
  }
}
