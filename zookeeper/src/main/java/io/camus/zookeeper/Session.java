package io.camus.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.camus.config.ZooKeeperSettings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryNTimes;
import org.apache.curator.x.async.AsyncCuratorFramework;
import org.apache.zookeeper.client.ZKClientConfig;

/** A read-only session with ZooKeeper. Not thread-safe. */
final class Session implements AutoCloseable {
  private static final int AT_ONCE = 1_000;
  private static final int RETRIES = 2;
  private static final int RETRY_PAUSE_MILLIS = 250;
  private static final byte[] NOTHING = {};

  /**
   * The names of all topics come in one response, which exceeds a megabyte from 4,000 long names
   * on.
   */
  private static final int LARGEST_ANSWER = 256 << 20;

  private final ZooKeeperSettings settings;
  private final CuratorFramework client;
  private final AsyncCuratorFramework nodes;

  private Session(ZooKeeperSettings settings, CuratorFramework client) {
    this.settings = settings;
    this.client = client;
    this.nodes = AsyncCuratorFramework.wrap(client);
  }

  /**
   * Opens a session.
   *
   * @return empty on timeout
   */
  static Optional<Session> open(ZooKeeperSettings settings) throws InterruptedException {
    ZKClientConfig limits = new ZKClientConfig();
    limits.setProperty(ZKClientConfig.JUTE_MAXBUFFER, Integer.toString(LARGEST_ANSWER));
    CuratorFrameworkFactory.Builder builder =
        CuratorFrameworkFactory.builder()
            .connectString(settings.hosts())
            .sessionTimeoutMs(Math.toIntExact(settings.sessionTimeout().toMillis()))
            .connectionTimeoutMs(Math.toIntExact(settings.connectionTimeout().toMillis()))
            .retryPolicy(new RetryNTimes(RETRIES, RETRY_PAUSE_MILLIS))
            .zkClientConfig(limits)
            // It would read the servers' configuration, which requires permissions.
            .ensembleTracker(false);
    settings
        .login()
        .ifPresent(
            login ->
                builder.authorization(
                    "digest", (login.user() + ":" + login.password()).getBytes(UTF_8)));
    Session session = new Session(settings, builder.build());
    session.client.start();
    if (session.client.blockUntilConnected(
        Math.toIntExact(settings.connectionTimeout().toMillis()), TimeUnit.MILLISECONDS)) {
      return Optional.of(session);
    }
    session.close();
    return Optional.empty();
  }

  /**
   * The names of a node's children.
   *
   * @return empty if there is no such node
   */
  Optional<List<String>> children(String path) throws ReadFailure, InterruptedException {
    return Optional.ofNullable(
        new PipelinedReads<>(nodes.getChildren()::forPath, 1, settings.sessionTimeout())
            .read(List.of(path))
            .get(path));
  }

  /**
   * The content of nodes.
   *
   * @return by path, without missing nodes
   */
  Map<String, byte[]> contents(Collection<String> paths) throws ReadFailure, InterruptedException {
    return new PipelinedReads<>(this::content, AT_ONCE, settings.sessionTimeout()).read(paths);
  }

  private CompletionStage<byte[]> content(String path) {
    return nodes.getData().forPath(path).thenApply(data -> data == null ? NOTHING : data);
  }

  @Override
  public void close() {
    client.close();
  }
}
