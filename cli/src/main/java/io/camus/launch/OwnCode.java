package io.camus.launch;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Loads the rest of Camus for the few classes that other programs start. */
public final class OwnCode {
  private static final String LOGGING = "CAMUS_CONF_DIR";
  private static final String FURTHER = "CAMUS_CLASSPATH";

  private OwnCode() {}

  /**
   * A separate loader for the libraries in {@code camus-job.jar}; in a distribution, the loader of
   * this class. It stays open as long as the process runs.
   *
   * @param environment may name another directory with {@code logback.xml} for the jar's in {@code
   *     CAMUS_CONF_DIR}, and in {@code CAMUS_CLASSPATH} entries after the jar's libraries
   * @throws IllegalArgumentException if it names something that does not exist
   * @throws IOException if the libraries cannot be unpacked
   */
  public static ClassLoader loader(Map<String, String> environment) throws IOException {
    ClassLoader parent = OwnCode.class.getClassLoader();
    JobJar jar = JobJar.containing(OwnCode.class);
    return jar.hasLibraries() ? new OwnFirstLoader(classPath(jar, environment), parent) : parent;
  }

  private static List<Path> classPath(JobJar jar, Map<String, String> environment)
      throws IOException {
    List<Path> classPath = new ArrayList<>();
    String logging = environment.getOrDefault(LOGGING, "");
    if (!logging.isEmpty()) {
      Path directory = Path.of(logging);
      if (!directory.toFile().isDirectory()) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "%s is %s, which is not a directory", LOGGING, logging));
      }
      classPath.add(directory);
    }
    try {
      classPath.addAll(jar.unpack());
    } catch (IOException e) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "cannot unpack the libraries of the job jar to %s: %s",
              System.getProperty("java.io.tmpdir"),
              why(e)),
          e);
    }
    try {
      classPath.addAll(ClassPathEntries.of(environment.getOrDefault(FURTHER, "")));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "cannot read an entry of %s: %s", FURTHER, why(e)), e);
    }
    return classPath;
  }

  /** The reason in words, even if the exception's message is only a path. */
  private static String why(IOException failure) {
    if (failure instanceof FileSystemException failed && failed.getReason() == null) {
      String kind = failed.getClass().getSimpleName().replace("Exception", "");
      return failed.getFile()
          + ": "
          + kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
    return failure.getMessage();
  }
}
