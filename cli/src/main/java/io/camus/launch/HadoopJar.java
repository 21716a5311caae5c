package io.camus.launch;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The main class of {@code camus-job.jar}: the command {@code camus} for hosts that have Hadoop and
 * nothing of ours but this file.
 *
 * <p>Hadoop's own classes and its configuration come from the class path that {@code hadoop jar}
 * has made, everything else from the jar, and from {@code CAMUS_CLASSPATH} behind it; see {@link
 * OwnFirstLoader}.
 */
public final class HadoopJar {
  private static final String MAIN = "io.camus.cli.Main";
  private static final String LOGGING = "CAMUS_CONF_DIR";
  private static final String FURTHER = "CAMUS_CLASSPATH";
  private static final int USAGE = 2;
  private static final int OUTSIDE = 3;

  private HadoopJar() {}

  /** Hands over to the command line, which ends the process. */
  public static void main(String[] arguments) throws Throwable {
    try (OwnFirstLoader loader = new OwnFirstLoader(classPath(System.getenv()), parent())) {
      // Hadoop looks here for classes that a job names.
      Thread.currentThread().setContextClassLoader(loader);
      loader
          .loadClass(MAIN)
          .getMethod("main", String[].class)
          .invoke(null, new Object[] {arguments});
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static ClassLoader parent() {
    return HadoopJar.class.getClassLoader();
  }

  private static List<URL> classPath(Map<String, String> environment) throws IOException {
    List<URL> classPath = new ArrayList<>();
    String logging = environment.getOrDefault(LOGGING, "");
    if (!logging.isEmpty()) {
      Path directory = Path.of(logging);
      if (!directory.toFile().isDirectory()) {
        fail(USAGE, "%s is %s, which is no directory".formatted(LOGGING, logging));
      }
      classPath.add(directory.toUri().toURL());
    }
    try {
      for (Path part : JobJar.containing(HadoopJar.class).unpack()) {
        classPath.add(part.toUri().toURL());
      }
    } catch (IOException e) {
      fail(
          OUTSIDE,
          "the libraries of the job jar cannot be unpacked to %s: %s"
              .formatted(System.getProperty("java.io.tmpdir"), e));
    }
    try {
      for (Path part : ClassPathEntries.of(environment.getOrDefault(FURTHER, ""))) {
        classPath.add(part.toUri().toURL());
      }
    } catch (IOException e) {
      fail(USAGE, "%s has an entry that cannot be read: %s".formatted(FURTHER, e.getMessage()));
    }
    return classPath;
  }

  private static void fail(int status, String why) {
    System.err.println("camus: " + why);
    System.exit(status);
  }
}
