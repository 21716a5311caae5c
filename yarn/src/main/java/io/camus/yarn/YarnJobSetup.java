package io.camus.yarn;

import io.camus.hadoop.HadoopLogin;
import io.camus.model.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.ApplicationClassLoader;

/**
 * Settings of a job whose tasks run in containers: our jars are shipped and loaded before Hadoop's,
 * in a separate class loader; one failed task does not stop the others.
 */
final class YarnJobSetup {
  private static final String TAGS = "mapreduce.job.tags";
  private static final String JARS = "tmpjars";
  private static final String ARCHIVES = "tmparchives";
  static final String CREDENTIALS = "mapreduce.job.credentials.binary";
  private static final String SYSTEM_CLASSES = "mapreduce.job.classloader.system.classes";
  private static final String REDACTED = "mapreduce.job.redacted-properties";

  private YarnJobSetup() {}

  /**
   * Adds the settings to the user's.
   *
   * @param libraries jars, and directories of classes, that tasks need besides Hadoop's
   * @param environment the driver's environment variables
   */
  static void configure(
      Configuration job,
      RunId run,
      List<Path> libraries,
      Path jarFolder,
      Map<String, String> environment)
      throws IOException {
    job.set("mapreduce.framework.name", "yarn");
    job.setInt("mapreduce.map.failures.maxpercent", 100);
    job.setBoolean("mapreduce.job.classloader", true);
    if (job.get(SYSTEM_CLASSES) == null) {
      // The containers' own logging: the cluster must find the task logs.
      job.set(SYSTEM_CLASSES, "org.slf4j.," + ApplicationClassLoader.SYSTEM_CLASSES_DEFAULT);
    }
    append(
        job,
        JARS,
        JobLibraries.jars(libraries, jarFolder).stream()
            .map(jar -> jar.toUri().toString())
            .toList());
    append(job, TAGS, List.of(tag(run)));
    // With several files, the logged-in user has the tokens, and so has the job.
    Optional.ofNullable(environment.get(HadoopLogin.TOKEN_FILE))
        .filter(file -> job.get(CREDENTIALS) == null && !file.contains(","))
        .ifPresent(file -> job.set(CREDENTIALS, file));
  }

  /**
   * Ships archives, which are unpacked next to each task.
   *
   * @param archives their addresses, each with {@code #} and the name of its directory
   */
  static void ship(Configuration job, List<String> archives) {
    if (!archives.isEmpty()) {
      append(job, ARCHIVES, archives);
    }
  }

  /**
   * Keeps the user's Hadoop secrets out of the job's history and web pages; they remain in the
   * configuration, which only the user may read.
   */
  static void hide(Configuration job, Set<String> names) {
    append(
        job, REDACTED, names.stream().filter(name -> job.getRaw(name) != null).sorted().toList());
  }

  /** The tag that identifies the application of a run. */
  static String tag(RunId run) {
    return "camus-run-" + run;
  }

  private static void append(Configuration job, String key, List<String> values) {
    job.set(
        key,
        Stream.concat(job.getTrimmedStringCollection(key).stream(), values.stream())
            .collect(Collectors.joining(",")));
  }
}
