package io.camus.launch;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;

/**
 * The main class of {@code camus-job.jar}: the command {@code camus} for hosts that have Hadoop and
 * only this file of Camus.
 *
 * <p>Hadoop's own classes and its configuration come from the class path that {@code hadoop jar}
 * sets up, everything else from the jar; see {@link OwnCode}.
 */
public final class HadoopJar {
  private static final String MAIN = "io.camus.cli.Main";
  private static final int USAGE = 2;
  private static final int OUTSIDE = 3;

  private HadoopJar() {}

  /** Calls the command line, which exits the process. */
  public static void main(String[] arguments) throws Throwable {
    ClassLoader loader;
    try {
      loader = OwnCode.loader(System.getenv());
    } catch (IllegalArgumentException e) {
      fail(USAGE, e);
      return;
    } catch (IOException e) {
      fail(OUTSIDE, e);
      return;
    }
    // Hadoop looks here for classes that a job names.
    Thread.currentThread().setContextClassLoader(loader);
    try {
      loader
          .loadClass(MAIN)
          .getMethod("main", String[].class)
          .invoke(null, new Object[] {arguments});
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void fail(int status, Exception why) {
    System.err.println("camus: " + why.getMessage());
    System.exit(status);
  }
}
