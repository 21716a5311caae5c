package io.camus.it.soak;

import io.camus.it.hadoop.DevHadoop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** A real HDFS and YARN; tasks are processes. */
final class YarnPlace implements Place {
  private static final String TASK = "org.apache.hadoop.mapred.YarnChild";
  private static final List<String> DIRECTORIES = List.of("dest", "base", "history");

  private final Path folder;
  private final Random random;
  private final DevHadoop servers;

  /**
   * Starts it.
   *
   * @param folder its own
   * @param libraries the jars of Hadoop's servers
   * @param random decides which task is picked
   */
  YarnPlace(Path folder, Path libraries, Random random) {
    this.folder = folder;
    this.random = random;
    this.servers = DevHadoop.start(folder.resolve("hadoop"), libraries);
  }

  @Override
  public Map<String, String> settings() {
    return Map.of(
        "mapreduce.framework.name", "yarn",
        "etl.destination.path", "/soak/dest",
        "etl.execution.base.path", "/soak/base",
        "etl.execution.history.path", "/soak/history");
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("HADOOP_CONF_DIR", servers.conf().toString());
  }

  @Override
  public boolean hasTaskProcesses() {
    return true;
  }

  /** One of the containers, which are descendants of the servers' process. */
  @Override
  public Optional<ProcessHandle> task() {
    List<ProcessHandle> tasks =
        ProcessHandle.current()
            .descendants()
            .filter(it -> it.info().command().orElse("").endsWith("java"))
            .filter(it -> it.info().commandLine().orElse("").contains(TASK))
            .toList();
    return tasks.isEmpty()
        ? Optional.empty()
        : Optional.of(tasks.get(random.nextInt(tasks.size())));
  }

  @Override
  public Path local() throws IOException {
    Configuration conf = new Configuration();
    for (String part : List.of("core", "hdfs")) {
      conf.addResource(
          new org.apache.hadoop.fs.Path(servers.conf().resolve(part + "-site.xml").toUri()));
    }
    try (FileSystem files = FileSystem.newInstance(conf)) {
      for (String directory : DIRECTORIES) {
        files.copyToLocalFile(
            false,
            new org.apache.hadoop.fs.Path("/soak/" + directory),
            new org.apache.hadoop.fs.Path(folder.resolve(directory).toUri()),
            true);
      }
    }
    return folder;
  }

  @Override
  public void close() {
    servers.close();
  }
}
