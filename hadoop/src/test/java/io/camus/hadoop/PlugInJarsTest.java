package io.camus.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.config.PlugIn;
import io.camus.config.RemotePlugIns;
import io.camus.model.ConfigurationException;
import io.camus.model.StorageException;
import io.camus.plugin.PlugInJar;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivilegedAction;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plug-ins from HDFS and from the local file system. */
class PlugInJarsTest {
  @TempDir private static Path servers;
  private static MiniDFSCluster cluster;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws IOException {
    cluster = SmallHdfs.start(servers);
  }

  @AfterAll
  static void stop() {
    cluster.shutdown();
  }

  private Path jar(String name) throws IOException {
    return new PlugInJar()
        .with("com.example.A", "package com.example; class A {}")
        .write(folder.resolve(name));
  }

  private static FileSystem hdfs() throws IOException {
    return cluster.getFileSystem();
  }

  private static org.apache.hadoop.fs.Path upload(Path file, String to) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(to);
    hdfs().copyFromLocalFile(new org.apache.hadoop.fs.Path(file.toUri()), path);
    return path;
  }

  private static Configuration onHdfs() throws IOException {
    Configuration hadoop = new Configuration(cluster.getConfiguration(0));
    hadoop.set("fs.defaultFS", hdfs().getUri().toString());
    return hadoop;
  }

  private static RemotePlugIns directory(String path, String... excluded) {
    return new RemotePlugIns(
        Optional.of(new StorePath(path)),
        List.of(excluded).stream().map(Pattern::compile).toList(),
        List.of());
  }

  private static RemotePlugIns jars(String... paths) {
    return new RemotePlugIns(
        Optional.empty(), List.of(), List.of(paths).stream().map(StorePath::new).toList());
  }

  @Test
  void eachPlaceOnHdfsIsOnePlugIn() throws IOException {
    upload(jar("b.jar"), "/lib/b.jar");
    upload(jar("a.jar"), "/lib/a.jar");
    upload(jar("old.jar"), "/lib/old.jar");
    upload(jar("deeper.jar"), "/lib/deeper/deeper.jar");
    upload(jar("z.jar"), "/one/same.jar");
    upload(jar("y.jar"), "/two/same.jar");
    RemotePlugIns both =
        new RemotePlugIns(
            Optional.of(new StorePath("/lib")),
            List.of(Pattern.compile("old.*")),
            List.of(
                new StorePath(hdfs().getUri() + "/two/same.jar"),
                new StorePath("/one/same.jar"),
                new StorePath(folder.resolve("a.jar").toUri().toString())));

    List<PlugIn> plugIns = PlugInJars.fetch(both, onHdfs());

    assertThat(plugIns)
        .extracting(PlugIn::name)
        .containsExactly("hdfs.default.classpath.dir", "hadoop.external.jarFiles");
    assertThat(plugIns.get(0).jars())
        .extracting(jar -> jar.getFileName().toString())
        .containsExactly("001-a.jar", "002-b.jar");
    assertThat(plugIns.get(1).jars())
        .extracting(jar -> jar.getFileName().toString())
        .containsExactly("001-same.jar", "002-same.jar", "003-a.jar");
    assertThat(plugIns.get(0).jars().get(0)).hasSameBinaryContentAs(folder.resolve("a.jar"));
    assertThat(plugIns.get(1).jars().get(0)).hasSameBinaryContentAs(folder.resolve("y.jar"));
    Path copies = plugIns.get(0).jars().get(0).getParent().getParent();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copies)))
        .isEqualTo("rwx------");
  }

  @Test
  void aJarThatMayNotBeReadIsNamedWithItsKey() throws IOException {
    Configuration hadoop = onHdfs();
    hdfs().setPermission(upload(jar("a.jar"), "/secret/a.jar"), new FsPermission("600"));
    UserGroupInformation other = UserGroupInformation.createRemoteUser("other");

    assertThatThrownBy(
            () ->
                other.doAs(
                    (PrivilegedAction<?>) () -> PlugInJars.fetch(jars("/secret/a.jar"), hadoop)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("hadoop.external.jarFiles = /secret/a.jar cannot be used: ")
        .hasMessageContainingAll("Permission denied", "Grant this user access");
  }

  @Test
  void aServerThatDoesNotAnswerIsNoFaultOfTheSettings() {
    Configuration hadoop = new Configuration();
    hadoop.setInt("ipc.client.connect.max.retries", 0);

    assertThatThrownBy(() -> PlugInJars.fetch(directory("hdfs://localhost:1/lib"), hadoop))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith("hdfs.default.classpath.dir = hdfs://localhost:1/lib cannot be");
  }

  @ParameterizedTest
  @CsvSource({
    "gone,        does not exist; upload it",
    "a.jar,       is a file; name it in hadoop.external.jarFiles",
    "empty,       holds no jar; put one there",
    "mixed,       notes.txt: is not a jar; replace or move it",
  })
  void aDirectoryThatCannotBeUsedSaysWhy(String name, String why) throws IOException {
    jar("a.jar");
    Files.createDirectories(folder.resolve("empty/below"));
    jar("mixed/b.jar");
    Files.writeString(folder.resolve("mixed/notes.txt"), "not a jar");

    assertThatThrownBy(
            () -> PlugInJars.fetch(directory(folder.resolve(name).toString()), new Configuration()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("hdfs.default.classpath.dir = " + folder.resolve(name))
        .hasMessageContaining(why);
    assertThat(
            PlugInJars.fetch(
                directory(folder.resolve("mixed").toString(), ".*[.]txt"), new Configuration()))
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "gone.jar,   does not exist; upload it",
    "some.jar,   is a directory; name a jar",
    "text.jar,   is not a jar; replace it",
    "empty.jar,  is not a jar; replace it",
    "notes.txt,  is not a jar; replace it",
  })
  void aJarThatCannotBeUsedSaysWhy(String name, String why) throws IOException {
    Files.createDirectories(folder.resolve("some.jar"));
    for (String file : List.of("text.jar", "notes.txt")) {
      Files.writeString(folder.resolve(file), "not a jar");
    }
    Files.createFile(folder.resolve("empty.jar"));

    assertThatThrownBy(
            () -> PlugInJars.fetch(jars(folder.resolve(name).toString()), new Configuration()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("hadoop.external.jarFiles = " + folder.resolve(name) + ": " + why);
  }

  @Test
  void aFileSystemThatIsNotKnownIsRefused() {
    assertThatThrownBy(() -> PlugInJars.fetch(jars("xfs://host/a.jar"), new Configuration()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("xfs://host/a.jar: is on a file system that this process does not");
  }
}
