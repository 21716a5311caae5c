package io.camus.it.hadoop;

import io.camus.it.command.CamusScript;
import io.camus.it.fixture.CamusProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code hadoop jar camus-job.jar ...} as Hadoop's script does it: the configuration, then Hadoop's
 * own libraries, and no other file of ours than the jar of the distribution.
 */
final class HadoopJar {
  private static final String LOGGING =
      """
      log4j.rootLogger=INFO, console
      log4j.appender.console=org.apache.log4j.ConsoleAppender
      log4j.appender.console.target=System.err
      log4j.appender.console.layout=org.apache.log4j.PatternLayout
      log4j.appender.console.layout.ConversionPattern=%p %c: %m%n
      """;

  private final Path folder;
  private final Path conf;

  /**
   * @param folder for its output, its temporary files and for classes that must not be found
   * @param conf {@code HADOOP_CONF_DIR}
   */
  HadoopJar(Path folder, Path conf) {
    this.folder = folder;
    this.conf = conf;
  }

  /** Starts it. */
  CamusProcess start(String... arguments) throws IOException {
    return start(Map.of(), arguments);
  }

  /** Starts it with environment variables of its own. */
  CamusProcess start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + Files.createDirectories(temporary()),
                "-cp",
                String.join(
                    ":",
                    conf.toString(),
                    classes().toString(),
                    System.getProperty("camus.hadoop.lib") + "/*"),
                "org.apache.hadoop.util.RunJar",
                CamusScript.locate()
                    .path()
                    .resolveSibling("../camus-job.jar")
                    .normalize()
                    .toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder process = new ProcessBuilder(command);
    process.environment().putAll(environment);
    return CamusProcess.start(folder, process);
  }

  /** What it has left in the folder for temporary files. */
  List<String> leftovers() {
    return List.of(temporary().toFile().list());
  }

  private Path temporary() {
    return folder.resolve("tmp");
  }

  /**
   * What an administrator may have put there: logging to standard error, and a Kafka client, which
   * is a broken one so that whoever loads it will notice.
   */
  private Path classes() throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Files.writeString(classes.resolve("log4j.properties"), LOGGING);
    for (String name : List.of("clients/consumer/KafkaConsumer", "clients/admin/Admin")) {
      Path file = classes.resolve("org/apache/kafka/" + name + ".class");
      Files.createDirectories(file.getParent());
      Files.writeString(file, "not a class");
    }
    return classes;
  }
}
