package io.camus.hadoop;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** An HDFS for tests: one name node, one data node, loopback, free ports. */
final class SmallHdfs {
  private SmallHdfs() {}

  static MiniDFSCluster start(Path directory) throws IOException {
    Configuration hadoop = new Configuration();
    hadoop.set("hadoop.tmp.dir", directory.resolve("tmp").toString());
    hadoop.set("dfs.namenode.http-address", "127.0.0.1:0");
    hadoop.set("dfs.datanode.http.address", "127.0.0.1:0");
    hadoop.set("dfs.datanode.address", "127.0.0.1:0");
    hadoop.set("dfs.datanode.ipc.address", "127.0.0.1:0");
    MiniDFSCluster cluster =
        new MiniDFSCluster.Builder(hadoop, directory.resolve("dfs").toFile())
            .numDataNodes(1)
            .build();
    cluster.waitActive();
    return cluster;
  }
}
