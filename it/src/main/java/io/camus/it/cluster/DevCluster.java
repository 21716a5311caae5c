package io.camus.it.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * A development cluster for runs: a broker and a registry. {@code main} starts one in a folder,
 * prints where it listens and stops it at the end of standard input or on SIGTERM.
 */
public final class DevCluster implements AutoCloseable {
  private final DevBroker broker;

  private DevCluster(DevBroker broker) {
    this.broker = broker;
  }

  /** Starts broker and registry in one child process. */
  public static DevCluster start(Path folder, Map<String, String> brokerOverrides) {
    DevBroker broker =
        new DevBroker(folder, brokerOverrides, DevBroker.Hosting.BROKER_AND_REGISTRY);
    broker.start();
    return new DevCluster(broker);
  }

  /** The broker. */
  public DevBroker broker() {
    return broker;
  }

  /** {@code bootstrap.servers} of the broker. */
  public String bootstrap() {
    return broker.bootstrap();
  }

  /** The registry's address. */
  public URI registry() {
    return broker.registry();
  }

  @Override
  public void close() {
    broker.close();
  }

  /**
   * Starts a cluster for experiments.
   *
   * @param args the folder; {@code ./camus-cluster} if it is left out
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args.length > 0 ? args[0] : "camus-cluster");
    try (DevCluster cluster = start(folder, Map.of())) {
      System.out.println("kafka.brokers=" + cluster.bootstrap());
      System.out.println("etl.schema.registry.url=" + cluster.registry());
      System.out.println("# stops at the end of standard input (Ctrl-D)");
      while (System.in.read() >= 0) {
        // Ignores input.
      }
    }
  }
}
