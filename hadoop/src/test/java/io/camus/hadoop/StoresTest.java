package io.camus.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.config.Directories;
import io.camus.config.Providers;
import io.camus.model.ConfigurationException;
import io.camus.spi.StorePath;
import io.camus.store.LocalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoresTest {
  private final Configuration hadoop = new Configuration();

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"/tmp/x", "file:/tmp/x", "file:///tmp/x"})
  void localPathsAreInTheLocalStore(String path) {
    assertThat(Stores.open(new StorePath(path), hadoop)).isInstanceOf(LocalStore.class);
  }

  @Test
  void localFilesAreMadeWithTheUmaskOfHadoop() throws IOException {
    hadoop.set("fs.permissions.umask-mode", "u=rwx,g=rx,o=");
    StorePath made = new StorePath(directory.resolve("made").toString());

    Stores.open(made, hadoop).makeDirectories(made);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(made.value()))))
        .isEqualTo("rwxr-x---");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tmp/x", "hdfs://localhost:1/x"})
  void aWrongUmaskIsNamed(String path) {
    hadoop.set("fs.permissions.umask-mode", "o27");

    assertThatThrownBy(() -> Stores.open(new StorePath(path), hadoop))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("fs.permissions.umask-mode", "o27");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hdfs://localhost:1/x", "hdfs://localhost:1", "/x", "hdfs:/x"})
  void hdfsPathsAreInTheHadoopStore(String path) {
    hadoop.set("fs.defaultFS", "hdfs://localhost:1");

    assertThat(Stores.open(new StorePath(path), hadoop)).isInstanceOf(HadoopStore.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3a://bucket/x",
        "gs://bucket/x",
        "abfs://c@account/x",
        "wasb://c@account/x",
        "http://host/x",
        "ftp://host/x",
        "har:///x.har/y",
        "viewfs://cluster/x",
        "webhdfs://host/x",
        "made-up://host/x"
      })
  void storeThatCannotKeepTheProtocolIsRefusedByName(String path) {
    assertThatThrownBy(() -> Stores.open(new StorePath(path), hadoop))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(path)
        .hasMessageContaining("file system " + path.substring(0, path.indexOf(':')) + " cannot be");
  }

  @Test
  void defaultFileSystemIsJudgedToo() {
    hadoop.set("fs.defaultFS", "s3a://bucket");

    assertThatThrownBy(() -> Stores.open(new StorePath("/x"), hadoop))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("s3a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"relative/x", "file:relative"})
  void relativePathIsRefused(String path) {
    assertThatThrownBy(() -> Stores.open(new StorePath(path), hadoop))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(path);
  }

  @Test
  void checkSeesThroughSymbolicLinks() throws IOException {
    Path data = Files.createDirectory(directory.resolve("data"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), data);
    Directories directories =
        new Directories(
            new StorePath(data.toString()),
            new StorePath("file:" + link + "/not/there/yet"),
            new StorePath(directory + "/history"),
            Optional.empty(),
            Optional.empty());

    assertThatThrownBy(
            () ->
                new StoreCheck(new PathStores(hadoop, Providers.INSTALLED, Assertions::fail))
                    .requireApart(directories))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("/link/not/there/yet is inside etl.destination.path");
  }

  @Test
  void nameNodeIsTheSameWithAndWithoutItsDefaultPort() {
    assertThat(StoreAddress.of(new StorePath("hdfs://nn:8020/x"), hadoop))
        .isEqualTo(StoreAddress.of(new StorePath("hdfs://nn/y"), hadoop))
        .isNotEqualTo(StoreAddress.of(new StorePath("hdfs://nn:9000/y"), hadoop));
  }
}
