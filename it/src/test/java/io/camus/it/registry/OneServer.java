package io.camus.it.registry;

import io.camus.config.HttpRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How to reach a registry of one server, which asks nobody who he is and is asked but once. */
final class OneServer {
  private OneServer() {}

  static HttpRegistry at(URI url) {
    return new HttpRegistry(
        List.of(url),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(10),
        0);
  }
}
