package io.camus.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.spi.FileSystemContractTest;
import io.camus.spi.StorePath;
import io.camus.store.FileSystemStore;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The store on a real HDFS: one name node and one data node on the loopback interface. */
class HadoopStoreContractTest extends FileSystemContractTest {
  @TempDir private static java.nio.file.Path directory;

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
  protected FileSystemStore store() {
    return store(new Configuration());
  }

  private static FileSystemStore store(Configuration hadoop) {
    return Stores.open(new StorePath(hdfs.getURI().toString()), hadoop);
  }

  @ParameterizedTest
  @CsvSource({"'', rwxr-xr-x, rw-r--r--", "027, rwxr-x---, rw-r-----", "077, rwx------, rw-------"})
  void modesAreWhatTheUmaskLeaves(String umask, String ofDirectories, String ofFiles)
      throws IOException {
    Configuration hadoop = new Configuration();
    if (!umask.isEmpty()) {
      hadoop.set("fs.permissions.umask-mode", umask);
    }
    FileSystemStore store = store(hadoop);
    StorePath topic = root().child("topic");
    StorePath hour = topic.child("hour");
    StorePath file = hour.child("file");
    store.makeDirectories(hour);
    store.create(file).close();
    store.rename(file, topic.child("renamed"));

    assertThat(List.of(mode(topic), mode(hour), mode(topic.child("renamed"))))
        .containsExactly(ofDirectories, ofDirectories, ofFiles);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/plain", "hdfs:/one-slash", "hdfs:///three-slashes"})
  void pathThatNamesNoNameNodeIsOnTheDefaultFileSystem(String path) throws IOException {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.defaultFS", hdfs.getURI().toString());
    StorePath directory = new StorePath(path);
    FileSystemStore store = Stores.open(directory, hadoop);

    store.makeDirectories(directory);
    store.create(directory.child("file")).close();
    store.rename(directory.child("file"), directory.child("renamed"));

    assertThat(store.children(directory))
        .singleElement()
        .satisfies(child -> assertThat(child.path()).isEqualTo(directory.child("renamed")));
    assertThat(hdfs.getFileSystem().exists(new Path(path.replace("hdfs:", ""), "renamed")))
        .isTrue();
  }

  private static String mode(StorePath path) throws IOException {
    return hdfs.getFileSystem().getFileStatus(new Path(path.value())).getPermission().toString();
  }

  @Override
  protected StorePath root() {
    return new StorePath(hdfs.getURI() + "/base/" + UUID.randomUUID());
  }

  @Test
  void filesHaveTheReplicationAndBlockSizeThatTheUserHasSet() throws IOException {
    Configuration set = new Configuration();
    set.set("dfs.replication", "2");
    set.set("dfs.blocksize", "2097152");
    StorePath file = root().child("file");
    FileSystemStore store = Stores.open(file, set);
    store.makeDirectories(file.parent());
    store.create(file).close();

    FileStatus status = hdfs.getFileSystem().getFileStatus(new Path(file.value()));
    assertThat(status.getReplication()).isEqualTo((short) 2);
    assertThat(status.getBlockSize()).isEqualTo(2_097_152);
  }
}
