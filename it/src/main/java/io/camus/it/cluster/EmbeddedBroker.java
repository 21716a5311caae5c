package io.camus.it.cluster;

import io.camus.it.process.FreePort;
import java.nio.file.Path;
import java.util.Map;

/** A real Kafka broker in this JVM: quick to start, gone with {@link #close}. */
public final class EmbeddedBroker implements AutoCloseable {
  private static final int PORT_TRIES = 5;

  private final int port;
  private final KraftNode node;

  private EmbeddedBroker(int port, KraftNode node) {
    this.port = port;
    this.node = node;
  }

  /**
   * Starts a broker.
   *
   * @param folder where it keeps its data
   * @param overrides broker settings that go before the defaults
   */
  public static EmbeddedBroker start(Path folder, Map<String, String> overrides) {
    for (int attempt = 1; ; attempt++) {
      int port = FreePort.next();
      Path data = folder.resolve("data-" + attempt);
      try {
        return new EmbeddedBroker(
            port, KraftNode.start(BrokerProperties.of(data, port, FreePort.next(), overrides)));
      } catch (Exception e) {
        if (attempt == PORT_TRIES) {
          throw new IllegalStateException("cannot start a broker in " + folder, e);
        }
      }
    }
  }

  /** {@code bootstrap.servers} of it. */
  public String bootstrap() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    node.close();
  }
}
