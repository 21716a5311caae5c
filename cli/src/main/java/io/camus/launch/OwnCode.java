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
  private static final String PLUG_INS = "CAMUS_PLUGINS";

  /** Where Camus looks for the directory of plug-ins. */
  private static final String PLUG_INS_PROPERTY = "camus.plugins";

  private OwnCode() {}

  /**
   * A separate loader for the libraries in {@code camus-job.jar}; in a distribution, the loader of
   * this class. It stays open as long as the process runs. Also makes {@code CAMUS_PLUGINS} the
   * directory of plug-ins, unless {@code bin/camus} has chosen one.
   *
   * @param environment may name another directory with {@code logback.xml} for the jar's in {@code
   *     CAMUS_CONF_DIR}, and in {@code CAMUS_CLASSPATH} entries after the jar's libraries
   * @throws IllegalArgumentException if it names something that does not exist
   * @throws IOException if the libraries cannot be unpacked
   */
  public static ClassLoader loader(Map<String, String> environment) throws IOException {
    plugIns(environment);
    ClassLoader parent = OwnCode.class.getClassLoader();
    JobJar jar = JobJar.containing(OwnCode.class);
    return jar.hasLibraries() ? new OwnFirstLoader(classPath(jar, environment), parent) : parent;
  }

  private static void plugIns(Map<String, String> environment) {
    String directory = environment.getOrDefault(PLUG_INS, "");
    if (!directory.isEmpty() && System.getProperty(PLUG_INS_PROPERTY) == null) {
      System.setProperty(PLUG_INS_PROPERTY, directory(PLUG_INS, directory).toString());
    }
  }

  private static Path directory(String name, String value) {
    Path directory = Path.of(value);
    if (!directory.toFile().isDirectory()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s is %s, which is not a directory", name, value));
    }
    return directory;
  }

  private static List<Path> classPath(JobJar jar, Map<String, String> environment)
      throws IOException {
    List<Path> classPath = new ArrayList<>();
    String logging = environment.getOrDefault(LOGGING, "");
    if (!logging.isEmpty()) {
      classPath.add(directory(LOGGING, logging));
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
