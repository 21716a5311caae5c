package io.camus.it.hadoop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.camus.it.fixture.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.yarn.api.records.ApplicationId;

/** The JVMs that an application has on this host, told apart by their command lines. */
final class Containers {
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private final String id;

  Containers(ApplicationId application) {
    // As in "application_1795_0001", which attempts and containers repeat.
    id = application.toString().substring("application".length());
  }

  /** The name of a task attempt. */
  String attempt(int task, int number) {
    return String.format(Locale.ROOT, "attempt%s_m_%06d_%d", id, task, number);
  }

  /** Waits for the JVM of a task attempt. */
  ProcessHandle task(int task, int number) throws Exception {
    return await("org.apache.hadoop.mapred.YarnChild", " " + attempt(task, number) + " ");
  }

  /** Waits for the JVM of an application master: the first, the second. */
  ProcessHandle master(int number) throws Exception {
    return await(
        "org.apache.hadoop.mapreduce.v2.app.MRAppMaster",
        String.format(Locale.ROOT, "container%s_%02d_", id, number));
  }

  private static ProcessHandle await(String mainClass, String mark) throws Exception {
    AtomicReference<ProcessHandle> found = new AtomicReference<>();
    Await.until(
        "a JVM of " + mainClass + " with " + mark,
        DEADLINE,
        () -> {
          find(mainClass, mark).ifPresent(found::set);
          return found.get() != null;
        });
    return found.get();
  }

  private static Optional<ProcessHandle> find(String mainClass, String mark) {
    return ProcessHandle.allProcesses()
        .filter(process -> isJava(process) && line(process).contains(mainClass))
        .filter(process -> (line(process) + " ").contains(mark))
        .findAny();
  }

  /** The shells that start a JVM have the same words in their command lines. */
  private static boolean isJava(ProcessHandle process) {
    return process.info().command().filter(command -> command.endsWith("/java")).isPresent();
  }

  private static String line(ProcessHandle process) {
    return process.info().commandLine().orElse("");
  }

  /** Waits until some thread of a JVM is in a method, for example {@code Some.commitTask}. */
  static void awaitCall(ProcessHandle process, String method) throws Exception {
    Await.until(
        String.format(Locale.ROOT, "process %d is in %s", process.pid(), method),
        DEADLINE,
        () -> stacks(process).contains(method));
  }

  private static String stacks(ProcessHandle process) throws IOException, InterruptedException {
    String jstack = Path.of(System.getProperty("java.home"), "bin", "jstack").toString();
    Process dump =
        new ProcessBuilder(jstack, Long.toString(process.pid())).redirectErrorStream(true).start();
    String text = new String(dump.getInputStream().readAllBytes(), UTF_8);
    dump.waitFor();
    return text;
  }
}
