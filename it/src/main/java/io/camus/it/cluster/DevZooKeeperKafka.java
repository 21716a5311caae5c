package io.camus.it.cluster;

import io.camus.it.process.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * A real broker of the last Kafka that needs a ZooKeeper, and that ZooKeeper: two child processes
 * on the loopback interface. The broker registers below the chroot {@code /kafka}, and listens for
 * clients as {@code CLIENTS} and for other brokers as {@code BROKERS}.
 *
 * <p>Their jars are not on the class path, but in a directory that the build fills before
 * integration tests.
 */
public final class DevZooKeeperKafka implements AutoCloseable {
  private static final int DEADLINE_SECONDS = 60;
  private static final Duration FOR_EVER = Duration.ofDays(3_650);

  private final Path folder;
  private final Path libraries;
  private final int zooKeeperPort = FreePort.next();
  private int port;
  private ZooKeeperModeServer zooKeeper;
  private ZooKeeperModeServer broker;

  private DevZooKeeperKafka(Path folder, Path libraries) {
    this.folder = folder.toAbsolutePath();
    this.libraries = libraries;
  }

  /**
   * Starts both and returns when they serve clients.
   *
   * @param folder where they keep data and logs; new or empty
   * @param libraries the directory of their jars
   */
  public static DevZooKeeperKafka start(Path folder, Path libraries) {
    if (!Files.isDirectory(libraries)) {
      throw new IllegalStateException(
          libraries + " is missing; `./mvnw verify` creates it before the integration tests");
    }
    DevZooKeeperKafka servers = new DevZooKeeperKafka(folder, libraries);
    try {
      servers.startZooKeeper();
      servers.startBroker();
    } catch (RuntimeException e) {
      servers.close();
      throw e;
    }
    return servers;
  }

  /** {@code zookeeper.hosts} of the broker: with its chroot. */
  public String zooKeeperHosts() {
    return zooKeeperServer() + "/kafka";
  }

  /** The ZooKeeper as {@code host:port}. */
  public String zooKeeperServer() {
    return "127.0.0.1:" + zooKeeperPort;
  }

  /** {@code bootstrap.servers}, which changes at each start of the broker. */
  public String bootstrap() {
    return "127.0.0.1:" + port;
  }

  /** Starts ZooKeeper, with its earlier data and port. */
  public void startZooKeeper() {
    Path settings = folder.resolve("zookeeper.properties");
    write(
        settings,
        Map.of(
            "dataDir", folder.resolve("zookeeper").toString(),
            "clientPort", Integer.toString(zooKeeperPort),
            "clientPortAddress", "127.0.0.1",
            "tickTime", "1000",
            "forceSync", "no",
            "admin.enableServer", "false"));
    zooKeeper =
        ZooKeeperModeServer.start(
            libraries,
            folder.resolve("zookeeper.log"),
            zooKeeperPort,
            List.of("org.apache.zookeeper.server.quorum.QuorumPeerMain", settings.toString()));
  }

  /** Ends ZooKeeper at once; its data stay. */
  public void killZooKeeper() {
    zooKeeper.kill();
  }

  /** Starts the broker with its earlier data, on other ports. */
  public void startBroker() {
    port = FreePort.next();
    Path settings = folder.resolve("server.properties");
    String listeners =
        String.format(
            Locale.ROOT, "CLIENTS://127.0.0.1:%d,BROKERS://127.0.0.1:%d", port, FreePort.next());
    write(
        settings,
        Map.ofEntries(
            Map.entry("broker.id", "7"),
            Map.entry("zookeeper.connect", zooKeeperHosts()),
            Map.entry("zookeeper.session.timeout.ms", "20000"),
            Map.entry("listeners", listeners),
            Map.entry("listener.security.protocol.map", "CLIENTS:PLAINTEXT,BROKERS:PLAINTEXT"),
            Map.entry("inter.broker.listener.name", "BROKERS"),
            Map.entry("log.dirs", folder.resolve("kafka").toString()),
            Map.entry("log.retention.ms", Long.toString(FOR_EVER.toMillis())),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("log.cleaner.enable", "false"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "2")));
    broker =
        ZooKeeperModeServer.start(
            libraries,
            folder.resolve("broker.log"),
            port,
            List.of("kafka.Kafka", settings.toString()));
    awaitBroker();
  }

  private void awaitBroker() {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap()))) {
      admin.listTopics().names().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the broker does not answer: see " + folder, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a broker", e);
    }
  }

  /** Stops the broker as an operator would. */
  public void stopBroker() {
    broker.stop();
  }

  private static void write(Path file, Map<String, String> settings) {
    Properties properties = new Properties();
    properties.putAll(settings);
    try {
      Files.createDirectories(file.getParent());
      try (Writer writer = Files.newBufferedWriter(file)) {
        properties.store(writer, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends both at once: the broker could not shut down cleanly without ZooKeeper. */
  @Override
  public void close() {
    if (broker != null) {
      broker.kill();
    }
    if (zooKeeper != null) {
      zooKeeper.kill();
    }
  }
}
