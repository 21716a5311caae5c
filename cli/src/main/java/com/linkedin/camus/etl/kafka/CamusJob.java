package com.linkedin.camus.etl.kafka;

import io.camus.launch.HadoopJar;
import io.camus.launch.OwnCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;

/**
 * A run as a job of Azkaban, types {@code java} and {@code hadoopJava}: {@code
 * job.class=com.linkedin.camus.etl.kafka.CamusJob}. As a main class it is the command line, for
 * type {@code javaprocess}. Does not depend on Azkaban's classes.
 *
 * <p>With {@code camus-job.jar} on the class path, the rest of Camus is in a separate class loader,
 * isolated from the class paths of Azkaban and Hadoop; only types of the JDK are passed in between.
 */
public final class CamusJob {
  private static final String RUN = "io.camus.cli.AzkabanRun";

  private final ClassLoader code;
  private final Callable<?> run;
  private Properties generated = new Properties();

  /**
   * The properties for dependent jobs, in the form that Azkaban expects.
   *
   * @param toProperties {@code camus.result.messages=1003115} and so on
   */
  public record Generated(Properties toProperties) {}

  /**
   * A run that has not started.
   *
   * @param name the job's, in Azkaban
   * @param properties the job's, with Azkaban's own among them
   * @throws IOException if the libraries in the jar cannot be unpacked
   * @throws ReflectiveOperationException if the jar is incomplete
   */
  @SuppressWarnings("unused") // Azkaban passes a name; its log has it in every line.
  public CamusJob(String name, Properties properties)
      throws IOException, ReflectiveOperationException {
    code = OwnCode.loader(System.getenv());
    run =
        (Callable<?>) code.loadClass(RUN).getConstructor(Properties.class).newInstance(properties);
  }

  /**
   * Runs to the end. Does not exit the process, and leaves no non-daemon thread behind.
   *
   * @throws Exception if the run's exit code would not be 0; the message says why
   */
  public void run() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // Hadoop looks here for classes that a job names.
    thread.setContextClassLoader(code);
    try {
      generated = (Properties) run.call();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /**
   * Stops the run from another thread: kills its job, commits what finished tasks have pulled, and
   * returns when that is done, after 25 seconds at the latest.
   */
  public void cancel() throws Exception {
    ((AutoCloseable) run).close();
  }

  /** The run's properties for dependent jobs; empty before the run has ended. */
  public Generated getJobGeneratedProperties() {
    return new Generated(generated);
  }

  /** The command {@code camus run}; further arguments are its options. */
  public static void main(String[] arguments) throws Throwable {
    List<String> words = new ArrayList<>(List.of(CamusJob.class.getName()));
    words.addAll(List.of(arguments));
    HadoopJar.main(words.toArray(String[]::new));
  }
}
