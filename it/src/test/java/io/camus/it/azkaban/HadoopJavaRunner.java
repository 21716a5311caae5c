package io.camus.it.azkaban;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What Azkaban's type {@code hadoopJava} starts after its security manager has got tokens for the
 * user of {@code user.to.proxy}: its runner, in whose {@code doAs} the job runs.
 *
 * @param conf a directory with Hadoop's configuration
 * @param krb5Conf of the realm
 */
public record HadoopJavaRunner(Path conf, Path krb5Conf) {

  /**
   * The process, not started.
   *
   * @param properties of the job
   * @param tokens the file that has them
   * @param output where the runner leaves properties
   */
  public ProcessBuilder process(Path properties, Path tokens, Path output) throws IOException {
    ProcessBuilder process =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-Djava.security.krb5.conf=" + krb5Conf,
            "-cp",
            classPath(),
            "azkaban.jobtype.HadoopJavaJobRunnerMain");
    process
        .environment()
        .putAll(
            Map.of(
                "JOB_NAME", "camus",
                "JOB_PROP_FILE", properties.toString(),
                "JOB_OUTPUT_PROP_FILE", output.toString(),
                "HADOOP_TOKEN_FILE_LOCATION", tokens.toString(),
                "KRB5CCNAME", "/nowhere"));
    return process;
  }

  private String classPath() throws IOException {
    Path azkaban = Path.of(System.getProperty("camus.azkaban.lib"));
    try (Stream<Path> jars = Files.list(azkaban)) {
      List<String> own =
          jars.map(Path::toString).filter(jar -> jar.matches(".*/az(kaban)?-.*")).sorted().toList();
      return String.join(
          ":",
          conf.toString(),
          Upload.distribution().resolve("camus-job.jar").toString(),
          String.join(":", own),
          System.getProperty("camus.hadoop.lib") + "/*");
    }
  }
}
