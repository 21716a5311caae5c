package io.camus.it.hadoop;

import io.camus.it.fixture.Await;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** An HDFS that is nobody's default, in a child process, with a client. */
final class OtherHdfs implements AutoCloseable {
  private static final Duration START_DEADLINE = Duration.ofMinutes(2);

  private final Process process;
  private final Path folder;
  private FileSystem files;

  private OtherHdfs(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /** Begins to start it; {@link #await} says when it is there. */
  static OtherHdfs begin(Path folder) throws Exception {
    Files.createDirectories(folder);
    String classes =
        Path.of(HdfsMain.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlog4j.configuration=io/camus/it/hadoop/log4j-hadoop.properties",
                "-Dtest.build.data=" + folder.resolve("servers"),
                "-cp",
                System.getProperty("camus.hadoop.lib") + "/*" + File.pathSeparator + classes,
                HdfsMain.class.getName(),
                folder.toString()));
    builder.environment().remove("HADOOP_CONF_DIR");
    return new OtherHdfs(
        builder
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("hdfs.log").toFile())
            .start(),
        folder);
  }

  /** Returns when it serves clients. */
  void await() throws Exception {
    Path uri = folder.resolve(HdfsMain.URI);
    Await.until(
        "another HDFS, see " + folder.resolve("hdfs.log"),
        START_DEADLINE,
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("HDFS ended: see " + folder.resolve("hdfs.log"));
          }
          return Files.exists(uri);
        });
    files = FileSystem.newInstance(java.net.URI.create(Files.readString(uri)), new Configuration());
  }

  /** A path on it, with its scheme. */
  String uri(String path) {
    return files.getUri() + path;
  }

  FileSystem files() {
    return files;
  }

  @Override
  public void close() throws IOException {
    if (files != null) {
      files.close();
    }
    process.destroyForcibly();
  }
}
