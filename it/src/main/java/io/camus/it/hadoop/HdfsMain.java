package io.camus.it.hadoop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/**
 * The process of an HDFS without YARN: writes its address to the file {@code uri} in its folder
 * when it serves clients, and ends with its standard input.
 */
public final class HdfsMain {
  static final String URI = "uri";

  private HdfsMain() {}

  /**
   * Runs until standard input ends.
   *
   * @param args the folder
   */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Thread guard = new Thread(HdfsMain::endWithInput, "input-guard");
    guard.setDaemon(true);
    guard.start();
    Configuration settings = new Configuration();
    settings.setInt("dfs.replication", 1);
    MiniDFSCluster hdfs =
        new MiniDFSCluster.Builder(settings, folder.resolve("hdfs").toFile())
            .numDataNodes(1)
            .build();
    hdfs.waitActive();
    Path uri = Files.writeString(folder.resolve(URI + ".new"), hdfs.getURI().toString());
    Files.move(uri, folder.resolve(URI), StandardCopyOption.ATOMIC_MOVE);
    new CountDownLatch(1).await();
  }

  private static void endWithInput() {
    try {
      while (System.in.read() >= 0) {
        // Ignores input.
      }
    } catch (IOException e) {
      // Counts as its end.
    }
    Runtime.getRuntime().halt(0);
  }
}
