package io.camus.it.zookeeper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;

/** What is in a ZooKeeper, as an operator sees and changes it. */
final class Nodes {
  private static final int SESSION_MILLIS = 10_000;

  private final ZooKeeper client;

  /** Connects to {@code host:port}. */
  Nodes(String server) throws IOException {
    client = new ZooKeeper(server, SESSION_MILLIS, event -> {});
  }

  /** Every node, with all that ZooKeeper notes of its changes. */
  Map<String, Stat> everything() throws KeeperException, InterruptedException {
    Map<String, Stat> all = new TreeMap<>();
    collect("/", all);
    return all;
  }

  private void collect(String path, Map<String, Stat> all)
      throws KeeperException, InterruptedException {
    all.put(path, client.exists(path, false));
    for (String child : children(path)) {
      collect(path.equals("/") ? "/" + child : path + "/" + child, all);
    }
  }

  List<String> children(String path) throws KeeperException, InterruptedException {
    return client.getChildren(path, false);
  }

  /** Empty as well while the client is between two connections. */
  List<String> childrenIfReached(String path) throws KeeperException, InterruptedException {
    try {
      return children(path);
    } catch (KeeperException.ConnectionLossException e) {
      return List.of();
    }
  }

  void allow(String path, List<ACL> entries) throws KeeperException, InterruptedException {
    // The client asks a list for null, which not every list takes.
    client.setACL(path, new ArrayList<>(entries), -1);
  }

  void close() throws InterruptedException {
    client.close();
  }
}
