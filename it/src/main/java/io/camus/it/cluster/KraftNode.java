package io.camus.it.cluster;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A running Kafka node in this JVM. Its folder is formatted when it is used for the first time. */
final class KraftNode implements AutoCloseable {
  private final KafkaRaftServer server;

  private KraftNode(KafkaRaftServer server) {
    this.server = server;
  }

  /**
   * Starts the node and returns when it serves clients.
   *
   * @param properties as of {@link BrokerProperties}
   */
  static KraftNode start(Map<String, String> properties) throws Exception {
    format(
        properties.get("log.dirs"),
        Integer.parseInt(properties.get("node.id")),
        properties.getOrDefault(BrokerProperties.CLUSTER_ID, Uuid.randomUuid().toString()));
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
    server.startup();
    return new KraftNode(server);
  }

  private static void format(String folder, int node, String cluster) throws Exception {
    if (Files.exists(Path.of(folder, "meta.properties"))) {
      return;
    }
    try (PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(nowhere)
          .setNodeId(node)
          .setClusterId(cluster)
          .addDirectory(folder)
          .setMetadataLogDirectory(folder)
          .setControllerListenerName(BrokerProperties.CONTROLLER)
          .run();
    }
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
