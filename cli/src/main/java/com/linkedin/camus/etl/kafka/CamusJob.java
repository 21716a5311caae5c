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
 * type {@code javaprocess}. Knows no class of Azkaban's.
 *
 * <p>With {@code camus-job.jar} on the class path the rest of Camus is in a class loader of its
 * own, beside whatever else lies on Azkaban's and Hadoop's; so only the JDK's types pass between.
 */
public final class CamusJob {
  private static final String RUN = "io.camus.cli.AzkabanRun";

  private final ClassLoader code;
  private final Callable<?> run;
  private Properties generated = new Properties();

  /**
   * What a job leaves for those after it, in the form that Azkaban asks for.
   *
   * @param toProperties {@code camus.result.messages=1003115} and so on
   */
  public record Generated(Properties toProperties) {}

  /**
   * A run that has not begun.
   *
   * @param name the job's, in Azkaban
   * @param properties the job's, with Azkaban's own among them
   * @throws IOException if the libraries in the jar cannot be unpacked
   * @throws ReflectiveOperationException if the jar is not whole
   */
  @SuppressWarnings("unused") // Azkaban passes a name; its log has it in every line.
  public CamusJob(String name, Properties properties)
      throws IOException, ReflectiveOperationException {
    code = OwnCode.loader(System.getenv());
    run =
        (Callable<?>) code.loadClass(RUN).getConstructor(Properties.class).newInstance(properties);
  }

  /**
   * Runs to the end. Ends no process and leaves no thread that would keep one.
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
   * returns when all is done, after 25 seconds at the latest.
   */
  public void cancel() throws Exception {
    ((AutoCloseable) run).close();
  }

  /** What the run has left for the jobs after this one; empty before its end. */
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
