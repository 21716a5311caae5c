package io.camus.it.registry;

import io.camus.config.RegistryKind;
import io.camus.config.SchemaSource;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How to reach a registry of one server, which asks nobody who he is and is asked but once. */
final class OneServer {
  private OneServer() {}

  static SchemaSource.Http at(URI url) {
    return new SchemaSource.Http(
        RegistryKind.CONFLUENT,
        List.of(url),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(10),
        0);
  }
}
