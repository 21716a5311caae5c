package io.camus.it.demo;

import io.camus.it.process.ForeignServer;
import io.camus.it.registry.DevApicurio;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * A registry with a process of its own that was left up.
 *
 * @param url of Confluent's protocol
 */
record KeptRegistry(ProcessHandle process, URI url) {

  private static Path file(DemoFolder folder) {
    return folder.registry().resolve("registry.properties");
  }

  /** Writes down that it is left up. */
  static void write(DemoFolder folder, DevApicurio apicurio) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("pid", Long.toString(apicurio.process().pid()));
    properties.setProperty("url", apicurio.url().toString());
    try (Writer writer = Files.newBufferedWriter(file(folder))) {
      properties.store(writer, null);
    }
  }

  /** The one of a folder, if it is up. */
  static Optional<KeptRegistry> in(DemoFolder folder) throws IOException {
    if (!Files.exists(file(folder))) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file(folder))) {
      properties.load(reader);
    }
    return ProcessHandle.of(Long.parseLong(properties.getProperty("pid")))
        // The number may belong to another process by now.
        .filter(process -> ForeignServer.isIn(process, folder.registry()))
        .map(process -> new KeptRegistry(process, URI.create(properties.getProperty("url"))));
  }
}
