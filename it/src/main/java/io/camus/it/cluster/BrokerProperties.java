package io.camus.it.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The {@code server.properties} of a single Kafka node that is broker and controller, for
 * development: loopback only, one replica of everything, small buffers, and record times of any
 * century accepted and kept.
 */
final class BrokerProperties {
  /** Where clients connect. */
  static final String LISTENER = "PLAINTEXT";

  /** Where the node's controller listens. */
  static final String CONTROLLER = "CONTROLLER";

  /** Not a Kafka setting: the id of the cluster, shared by its nodes; by default a new one. */
  static final String CLUSTER_ID = "camus.cluster.id";

  private static final long FOR_EVER_MS = Duration.ofDays(3_650_000).toMillis();
  private static final int MEBIBYTE = 1 << 20;

  /** Settings to which an override adds. */
  private static final Set<String> LISTENERS =
      Set.of("listeners", "advertised.listeners", "listener.security.protocol.map");

  private BrokerProperties() {}

  static Map<String, String> of(
      Path data, int port, int controllerPort, Map<String, String> overrides) {
    Map<String, String> all = new TreeMap<>();
    node(all, data, port, controllerPort);
    internalTopics(all);
    records(all);
    sizes(all);
    overrides.forEach(
        (key, value) ->
            all.merge(
                key, value, (ours, given) -> LISTENERS.contains(key) ? ours + "," + given : given));
    return all;
  }

  /** Overrides for several nodes that replicate everything and detect failures quickly. */
  static Map<String, String> replicated(int nodes) {
    Map<String, String> all = new TreeMap<>();
    for (String topic : List.of("offsets.topic", "transaction.state.log")) {
      all.put(topic + ".replication.factor", Integer.toString(nodes));
    }
    all.put("default.replication.factor", Integer.toString(nodes));
    all.put("broker.heartbeat.interval.ms", "500");
    all.put("broker.session.timeout.ms", "4000");
    return all;
  }

  private static void node(Map<String, String> all, Path data, int port, int controllerPort) {
    String client = LISTENER + "://127.0.0.1:" + port;
    all.put("node.id", "1");
    all.put("process.roles", "broker,controller");
    all.put("listeners", client + "," + CONTROLLER + "://127.0.0.1:" + controllerPort);
    all.put("advertised.listeners", client);
    all.put("inter.broker.listener.name", LISTENER);
    all.put("controller.listener.names", CONTROLLER);
    all.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    all.put("listener.security.protocol.map", LISTENER + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
    all.put("log.dirs", data.toAbsolutePath().toString());
    all.put("auto.create.topics.enable", "false");
    all.put("controlled.shutdown.enable", "false");
  }

  private static void internalTopics(Map<String, String> all) {
    all.put("offsets.topic.num.partitions", "1");
    all.put("offsets.topic.replication.factor", "1");
    all.put("transaction.state.log.num.partitions", "1");
    all.put("transaction.state.log.replication.factor", "1");
    all.put("transaction.state.log.min.isr", "1");
    all.put("share.coordinator.state.topic.num.partitions", "1");
    all.put("share.coordinator.state.topic.replication.factor", "1");
    all.put("share.coordinator.state.topic.min.isr", "1");
    all.put("group.initial.rebalance.delay.ms", "0");
  }

  private static void records(Map<String, String> all) {
    all.put("log.retention.ms", "-1");
    all.put("log.roll.ms", Long.toString(FOR_EVER_MS));
    all.put("log.message.timestamp.before.max.ms", Long.toString(Long.MAX_VALUE));
    all.put("log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
    all.put("message.max.bytes", Integer.toString(16 * MEBIBYTE));
    all.put("replica.fetch.max.bytes", Integer.toString(16 * MEBIBYTE));
    all.put("log.initial.task.delay.ms", "500");
    all.put("log.cleaner.backoff.ms", "200");
  }

  private static void sizes(Map<String, String> all) {
    all.put("num.network.threads", "2");
    all.put("num.io.threads", "4");
    all.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 * MEBIBYTE));
    all.put("log.index.size.max.bytes", Integer.toString(2 * MEBIBYTE));
    all.put("num.recovery.threads.per.data.dir", "2");
  }
}
