package io.camus.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.curator.retry.RetryOneTime;
import org.apache.curator.test.TestingServer;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;

/** A ZooKeeper in this JVM, and what brokers write there. */
final class Tree implements AutoCloseable {
  private static final int OPERATIONS_PER_CALL = 500;

  private final TestingServer server;
  private final CuratorFramework writer;

  Tree() throws Exception {
    server = new TestingServer();
    writer = CuratorFrameworkFactory.newClient(server.getConnectString(), new RetryOneTime(100));
    writer.start();
  }

  /** {@code host:port}. */
  String hosts() {
    return server.getConnectString();
  }

  /** Writes a node, and its parents. */
  Tree node(String path, String content) throws Exception {
    writer.create().orSetData().creatingParentsIfNeeded().forPath(path, content.getBytes(UTF_8));
    return this;
  }

  /** Writes many nodes whose parent is there. */
  Tree nodes(Map<String, String> contents) throws Exception {
    List<CuratorOp> operations = new ArrayList<>();
    for (Map.Entry<String, String> node : contents.entrySet()) {
      operations.add(
          writer.transactionOp().create().forPath(node.getKey(), node.getValue().getBytes(UTF_8)));
      if (operations.size() == OPERATIONS_PER_CALL) {
        writer.transaction().forOperations(operations);
        operations.clear();
      }
    }
    if (!operations.isEmpty()) {
      writer.transaction().forOperations(operations);
    }
    return this;
  }

  /** Lets only some read a node. */
  Tree allow(String path, ACL... entries) throws Exception {
    writer.setACL().withACL(List.of(entries)).forPath(path);
    return this;
  }

  /** Ends the server. */
  void stop() throws Exception {
    server.stop();
  }

  /** Every node with all that ZooKeeper notes of its changes. */
  Map<String, Stat> everything() throws Exception {
    Map<String, Stat> all = new TreeMap<>();
    collect("/", all);
    return all;
  }

  private void collect(String path, Map<String, Stat> all) throws Exception {
    all.put(path, writer.checkExists().forPath(path));
    for (String child : writer.getChildren().forPath(path)) {
      collect(path.equals("/") ? "/" + child : path + "/" + child, all);
    }
  }

  @Override
  public void close() throws IOException {
    writer.close();
    server.close();
  }
}
