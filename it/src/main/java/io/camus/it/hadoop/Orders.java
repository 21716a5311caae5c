package io.camus.it.hadoop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.MiniDFSCluster.DataNodeProperties;

/**
 * Commands to a running {@link HadoopMain} for its file system. An order is a line with a number
 * and a command; its answer is a file with that number, empty on success.
 *
 * <p>{@code 3 stop-data-node}
 */
final class Orders {
  static final String STOP_DATA_NODE = "stop-data-node";
  static final String START_DATA_NODE = "start-data-node";
  static final String STOP_NAME_NODE = "stop-name-node";
  static final String START_NAME_NODE = "start-name-node";

  private final MiniDFSCluster hdfs;
  private final Path answers;
  private final Deque<DataNodeProperties> stopped = new ArrayDeque<>();

  Orders(MiniDFSCluster hdfs, Path answers) {
    this.hdfs = hdfs;
    this.answers = answers;
  }

  /** Executes a line, then answers it. */
  void obey(String line) throws IOException {
    String[] words = line.split(" ", 2);
    String answer = "";
    try {
      follow(words[1]);
    } catch (IOException | RuntimeException e) {
      answer = e.toString();
    }
    Files.createDirectories(answers);
    Path temporary = Files.writeString(answers.resolve(words[0] + ".new"), answer);
    Files.move(temporary, answers.resolve(words[0]), StandardCopyOption.ATOMIC_MOVE);
  }

  private void follow(String order) throws IOException {
    switch (order) {
      case STOP_DATA_NODE -> stopped.push(hdfs.stopDataNode(0));
      case START_DATA_NODE -> {
        hdfs.restartDataNode(stopped.pop(), true);
        hdfs.waitActive();
      }
      case STOP_NAME_NODE -> hdfs.shutdownNameNode(0);
      case START_NAME_NODE -> hdfs.restartNameNode(0, true);
      default -> throw new IllegalArgumentException("unknown order: " + order);
    }
  }
}
