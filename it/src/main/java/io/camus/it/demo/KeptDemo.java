package io.camus.it.demo;

import io.camus.it.cluster.DevBroker;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A demo whose broker and registry were left up.
 *
 * @param process the process of both
 * @param brokers bootstrap servers
 * @param registry the registry's address
 */
record KeptDemo(ProcessHandle process, String brokers, URI registry) {
  private static final int DEADLINE_SECONDS = 20;

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
    return ProcessHandle.of(Long.parseLong(properties.getProperty("pid")))
        // The number may belong to another process by now.
        .filter(process -> DevBroker.isBroker(process, folder.kafka()))
        .map(
            process ->
                new KeptDemo(
                    process,
                    properties.getProperty("brokers"),
                    URI.create(properties.getProperty("registry"))));
  }

  /** Stops both. */
  void stop() {
    process.destroy();
    try {
      process.onExit().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      process.destroyForcibly();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
