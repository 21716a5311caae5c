package io.camus.it.demo;

import io.camus.it.process.ForeignServer;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * A server other than the broker that was left up.
 *
 * @param url its address
 */
record KeptServer(ProcessHandle process, URI url) {

  private static Path file(Path folder) {
    return folder.resolve("kept.properties");
  }

  /** Writes into its folder that it is left up. */
  static void write(Path folder, ProcessHandle process, URI url) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("pid", Long.toString(process.pid()));
    properties.setProperty("url", url.toString());
    try (Writer writer = Files.newBufferedWriter(file(folder))) {
      properties.store(writer, null);
    }
  }

  /** The one of a folder, if it is up. */
  static Optional<KeptServer> in(Path folder) throws IOException {
    if (!Files.exists(file(folder))) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file(folder))) {
      properties.load(reader);
    }
    return ProcessHandle.of(Long.parseLong(properties.getProperty("pid")))
        // The number may belong to another process by now.
        .filter(process -> ForeignServer.isIn(process, folder))
        .map(process -> new KeptServer(process, URI.create(properties.getProperty("url"))));
  }
}
