package io.camus.it.demo;

import io.camus.it.cluster.DevBroker;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A demo whose broker and registry were left up.
 *
 * @param process the broker's, and the registry's if it has none of its own
 * @param brokers bootstrap servers
 * @param registry the registry's address
 * @param others the processes of the registry and of the object store, if they have their own
 */
record KeptDemo(ProcessHandle process, String brokers, URI registry, List<ProcessHandle> others) {
  KeptDemo {
    others = List.copyOf(others);
  }

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
    Optional<KeptServer> apicurio = KeptServer.in(folder.registry());
    Optional<KeptServer> store = KeptServer.in(folder.objectStore());
    return ProcessHandle.of(Long.parseLong(properties.getProperty("pid")))
        // The number may belong to another process by now.
        .filter(process -> DevBroker.isBroker(process, folder.kafka()))
        .map(
            process ->
                new KeptDemo(
                    process,
                    properties.getProperty("brokers"),
                    apicurio
                        .map(KeptServer::url)
                        .orElseGet(() -> URI.create(properties.getProperty("registry"))),
                    Stream.of(apicurio, store)
                        .flatMap(Optional::stream)
                        .map(KeptServer::process)
                        .toList()));
  }

  /** Stops all. */
  void stop() {
    others.forEach(EndOfProcess::await);
    EndOfProcess.await(process);
  }
}
