package io.camus.it.registry;

import io.camus.schema.RegistrySettings;
import io.camus.schema.RegistryTls;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How to reach a registry of one server, which asks nobody who he is and is asked but once. */
final class OneServer {
  private OneServer() {}

  static RegistrySettings at(URI url) {
    return new RegistrySettings(
        List.of(url),
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        1,
        Duration.ofSeconds(1),
        Optional.empty(),
        RegistryTls.DEFAULT);
  }
}
