package io.camus.mapreduce;

import io.camus.spi.Store;
import io.camus.spi.StoreContractTest;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The store on a real HDFS: one name node and one data node on the loopback interface. */
class HadoopStoreContractTest extends StoreContractTest {
  @TempDir private static Path directory;

  private static MiniDFSCluster hdfs;

  @BeforeAll
  static void startHdfs() throws IOException {
    hdfs = SmallHdfs.start(directory);
  }

  @AfterAll
  static void stopHdfs() {
    hdfs.shutdown();
  }

  @Override
  protected Store store() {
    return Stores.open(new StorePath(hdfs.getURI().toString()), new Configuration());
  }

  @Override
  protected StorePath root() {
    return new StorePath(hdfs.getURI() + "/base/" + UUID.randomUUID());
  }
}
