package io.camus.it.demo;

import io.camus.it.cluster.DevBroker;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * A demo whose broker and registry were left up.
 *
 * @param process the broker's, and the registry's if it has none of its own
 * @param brokers bootstrap servers
 * @param registry the registry's address
 * @param apicurio the registry's process, if it has one
 */
record KeptDemo(
    ProcessHandle process, String brokers, URI registry, Optional<ProcessHandle> apicurio) {

  /** The one whose folder this is, if it is up. */
  static Optional<KeptDemo> in(DemoFolder folder) throws IOException {
    Path file = folder.kafka().resolve("cluster.properties");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    Optional<KeptRegistry> apicurio = KeptRegistry.in(folder);
    return ProcessHandle.of(Long.parseLong(properties.getProperty("pid")))
        // The number may belong to another process by now.
        .filter(process -> DevBroker.isBroker(process, folder.kafka()))
        .map(
            process ->
                new KeptDemo(
                    process,
                    properties.getProperty("brokers"),
                    apicurio
                        .map(KeptRegistry::url)
                        .orElseGet(() -> URI.create(properties.getProperty("registry"))),
                    apicurio.map(KeptRegistry::process)));
  }

  /** Stops both. */
  void stop() {
    apicurio.ifPresent(EndOfProcess::await);
    EndOfProcess.await(process);
  }
}
