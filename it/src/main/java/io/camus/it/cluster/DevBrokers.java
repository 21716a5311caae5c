package io.camus.it.cluster;

import io.camus.it.process.FreePort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/**
 * Three real Kafka nodes in child processes, each of them broker and controller: any one of them
 * may be down. Topics have three replicas unless created with another number. A broker that was
 * killed is fenced off within seconds.
 */
public final class DevBrokers implements AutoCloseable {
  private static final int NODES = 3;
  private static final int PORT_TRIES = 3;

  private final List<DevBroker> nodes;

  private DevBrokers(List<DevBroker> nodes) {
    this.nodes = nodes;
  }

  /** Starts all three and returns when each of them serves clients. */
  public static DevBrokers start(Path folder) {
    for (int attempt = 1; ; attempt++) {
      DevBrokers brokers = new DevBrokers(nodes(folder.resolve("attempt-" + attempt)));
      try {
        brokers.startAll();
        return brokers;
      } catch (CompletionException e) {
        brokers.close();
        if (attempt == PORT_TRIES) {
          throw new IllegalStateException("cannot start three brokers in " + folder, e);
        }
      }
    }
  }

  private static List<DevBroker> nodes(Path folder) {
    List<Integer> controllers = new ArrayList<>();
    List<String> voters = new ArrayList<>();
    for (int node = 1; node <= NODES; node++) {
      controllers.add(FreePort.next());
      voters.add(String.format(Locale.ROOT, "%d@127.0.0.1:%d", node, controllers.get(node - 1)));
    }
    Map<String, String> shared = new TreeMap<>(BrokerProperties.replicated(NODES));
    shared.put("controller.quorum.voters", String.join(",", voters));
    shared.put(BrokerProperties.CLUSTER_ID, Uuid.randomUuid().toString());
    List<DevBroker> nodes = new ArrayList<>();
    for (int node = 1; node <= NODES; node++) {
      Map<String, String> settings = new TreeMap<>(shared);
      settings.put("node.id", Integer.toString(node));
      nodes.add(
          DevBroker.onPorts(
              folder.resolve("node-" + node),
              settings,
              FreePort.next(),
              controllers.get(node - 1)));
    }
    return nodes;
  }

  /** None of them is ready before a majority is. */
  private void startAll() {
    List<CompletableFuture<Void>> starts =
        nodes.stream().map(node -> CompletableFuture.runAsync(node::start)).toList();
    starts.forEach(CompletableFuture::join);
  }

  /**
   * One of the nodes.
   *
   * @param id its broker id, from 1
   */
  public DevBroker node(int id) {
    return nodes.get(id - 1);
  }

  /** {@code bootstrap.servers}: all of them. */
  public String bootstrap() {
    return nodes.stream().map(DevBroker::bootstrap).collect(Collectors.joining(","));
  }

  /** Kills all at once: the last ones could not shut down cleanly without the others. */
  @Override
  public void close() {
    nodes.forEach(DevBroker::kill);
  }
}
