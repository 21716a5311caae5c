package io.camus.it.hadoop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.mapreduce.v2.hs.JobHistoryServer;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.MiniYARNCluster;

/**
 * A name node, three data nodes, a resource manager with the capacity scheduler, a node manager and
 * the job history server, all in this JVM and on free ports of the loopback interface.
 */
final class HadoopServers {
  private static final int NODE_MEMORY_MB = 4096;
  private static final long NODES_DEADLINE_MILLIS = 60_000;

  /** Enough for a replica pipeline that survives the loss of one. */
  private static final int DATA_NODES = 3;

  private final MiniDFSCluster hdfs;
  private final MiniYARNCluster yarn;
  private final JobHistoryServer history;

  private HadoopServers(MiniDFSCluster hdfs, MiniYARNCluster yarn, JobHistoryServer history) {
    this.hdfs = hdfs;
    this.yarn = yarn;
    this.history = history;
  }

  /**
   * Starts all; they end with this JVM.
   *
   * @param folder where they keep everything
   * @param security security settings; empty for none
   */
  static HadoopServers start(Path folder, Map<String, String> security) throws Exception {
    Configuration settings = new YarnConfiguration();
    settings.setInt("dfs.replication", 1);
    ClusterSettings.SERVERS.forEach(settings::set);
    security.forEach(settings::set);
    settings.setInt(YarnConfiguration.YARN_MINICLUSTER_NM_PMEM_MB, NODE_MEMORY_MB);
    MiniDFSCluster hdfs =
        new MiniDFSCluster.Builder(settings, folder.resolve("hdfs").toFile())
            .numDataNodes(DATA_NODES)
            .build();
    hdfs.waitActive();
    settings.set("fs.defaultFS", hdfs.getURI().toString());
    openToAll(hdfs.getFileSystem());
    JobHistoryServer history = new JobHistoryServer();
    history.init(new YarnConfiguration(settings));
    history.start();
    MiniYARNCluster yarn = new MiniYARNCluster("camus", 1, 1, 1);
    yarn.init(new YarnConfiguration(settings));
    yarn.start();
    if (!yarn.waitForNodeManagersToConnect(NODES_DEADLINE_MILLIS)) {
      throw new IOException("the node manager did not start");
    }
    return new HadoopServers(hdfs, yarn, history);
  }

  /** The file system, for {@link Orders}. */
  MiniDFSCluster hdfs() {
    return hdfs;
  }

  private static void openToAll(FileSystem files) throws IOException {
    for (String directory : ClusterSettings.DIRECTORIES) {
      org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(directory);
      files.mkdirs(path);
      files.setPermission(path, new FsPermission((short) 01777));
    }
  }

  /** Their addresses, as Hadoop keys. */
  Map<String, String> addresses() throws IOException {
    Configuration running = yarn.getConfig();
    InetSocketAddress historian = history.getClientService().getBindAddress();
    return Map.of(
        "fs.defaultFS",
        hdfs.getURI().toString(),
        YarnConfiguration.RM_ADDRESS,
        running.get(YarnConfiguration.RM_ADDRESS),
        YarnConfiguration.RM_SCHEDULER_ADDRESS,
        running.get(YarnConfiguration.RM_SCHEDULER_ADDRESS),
        YarnConfiguration.RM_WEBAPP_ADDRESS,
        running.get(YarnConfiguration.RM_WEBAPP_ADDRESS),
        "mapreduce.jobhistory.address",
        "127.0.0.1:" + historian.getPort());
  }
}
