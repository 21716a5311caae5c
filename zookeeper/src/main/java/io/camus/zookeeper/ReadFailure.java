package io.camus.zookeeper;

import org.apache.zookeeper.KeeperException.Code;

/** A ZooKeeper node could not be read, although it may exist. */
final class ReadFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final String path;
  private final Code code;

  /**
   * @param path the node
   * @param code ZooKeeper's error code
   */
  ReadFailure(String path, Code code, Throwable cause) {
    super(path + ": " + code, cause);
    this.path = path;
    this.code = code;
  }

  String path() {
    return path;
  }

  Code code() {
    return code;
  }
}
