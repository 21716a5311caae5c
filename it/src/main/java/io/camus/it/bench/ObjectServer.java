package io.camus.it.bench;

import io.camus.it.objectstore.S3Proxy;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The object store of a benchmark.
 *
 * @param server empty if no contender needs it
 */
record ObjectServer(Optional<S3Proxy> server) implements AutoCloseable {

  /** Starts it if a contender needs it. */
  static ObjectServer of(LineUp lineUp, Path folder) {
    return new ObjectServer(
        lineUp.kinds().contains(CamusContender.Kind.S3)
            ? Optional.of(S3Proxy.start(S3Proxy.libraries(), folder))
            : Optional.empty());
  }

  @Override
  public void close() {
    server.ifPresent(S3Proxy::close);
  }
}
