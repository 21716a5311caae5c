package io.camus.it.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where a run's CPU time went, from a recording of Java's Flight Recorder.
 *
 * <p>A thread's CPU time is known from its load. Samples of Java code count 10 ms each. In native
 * code only one thread is sampled at a time, so those samples only divide what Java code leaves of
 * a thread's time.
 *
 * @param seconds of each stage
 * @param virtualMachine seconds of the compilers, the garbage collector and the start of Java
 */
record Profile(Map<Stage, Double> seconds, double virtualMachine) {
  private static final Duration PERIOD = Duration.ofMillis(10);
  private static final Duration LOAD_PERIOD = Duration.ofMillis(500);

  /** Threads that are sampled there wait and take no time. */
  private static final Set<String> WAITING =
      Set.of(
          "sun.nio.ch.EPoll.wait",
          "sun.nio.ch.Net.poll",
          "sun.nio.ch.Net.accept",
          "java.lang.ProcessHandleImpl.waitForProcessExit0");

  /**
   * The options of Java that make a recording.
   *
   * @param file name of the recording, which is written when Java ends
   */
  static List<String> options(String file) {
    return List.of(
        "-XX:+UnlockDiagnosticVMOptions",
        "-XX:+DebugNonSafepoints",
        "-XX:StartFlightRecording:filename="
            + file
            + ",settings=profile,jdk.ExecutionSample#period="
            + PERIOD.toMillis()
            + "ms,jdk.NativeMethodSample#period="
            + PERIOD.toMillis()
            + "ms,jdk.ThreadCPULoad#period="
            + LOAD_PERIOD.toMillis()
            + "ms");
  }

  /**
   * Reads a recording.
   *
   * @param cpuSeconds of the whole process
   */
  static Profile of(Path recording, double cpuSeconds) throws IOException {
    int cores = Runtime.getRuntime().availableProcessors();
    Map<Long, OfThread> threads = new HashMap<>();
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        switch (event.getEventType().getName()) {
          case "jdk.ExecutionSample" -> thread(threads, event, "sampledThread").inJava(event);
          case "jdk.NativeMethodSample" -> thread(threads, event, "sampledThread").inNative(event);
          case "jdk.ThreadCPULoad" -> thread(threads, event, "eventThread").load(event, cores);
          default -> {}
        }
      }
    }
    Map<Stage, Double> seconds = new EnumMap<>(Stage.class);
    threads.values().forEach(thread -> thread.addTo(seconds));
    double known = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    return new Profile(seconds, Math.max(0, cpuSeconds - known));
  }

  private static OfThread thread(Map<Long, OfThread> threads, RecordedEvent event, String field) {
    long id = event.getThread(field) == null ? -1 : event.getThread(field).getJavaThreadId();
    return threads.computeIfAbsent(id, it -> new OfThread());
  }

  /** The samples and the load of one thread. */
  private static final class OfThread {
    private final Map<Stage, Integer> java = new EnumMap<>(Stage.class);
    private final Map<Stage, Integer> outside = new EnumMap<>(Stage.class);
    private Instant loadedUntil;
    private double cpuSeconds;

    void inJava(RecordedEvent event) {
      java.merge(Stage.of(classes(event)), 1, Integer::sum);
    }

    void inNative(RecordedEvent event) {
      if (event.getStackTrace() != null && !WAITING.contains(innermost(event))) {
        outside.merge(Stage.of(classes(event)), 1, Integer::sum);
      }
    }

    void load(RecordedEvent event, int cores) {
      Duration since =
          loadedUntil == null ? LOAD_PERIOD : Duration.between(loadedUntil, event.getStartTime());
      loadedUntil = event.getStartTime();
      cpuSeconds +=
          (event.getFloat("user") + event.getFloat("system")) * cores * since.toNanos() / 1e9;
    }

    void addTo(Map<Stage, Double> seconds) {
      double sample = PERIOD.toMillis() / 1e3;
      java.forEach((stage, samples) -> seconds.merge(stage, samples * sample, Double::sum));
      double rest = Math.max(0, cpuSeconds - sum(java) * sample);
      Map<Stage, Integer> shares = outside.isEmpty() ? java : outside;
      shares.forEach(
          (stage, samples) -> seconds.merge(stage, rest * samples / sum(shares), Double::sum));
    }

    private static double sum(Map<Stage, Integer> samples) {
      return samples.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String innermost(RecordedEvent event) {
      RecordedFrame frame = event.getStackTrace().getFrames().get(0);
      return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    private static List<String> classes(RecordedEvent event) {
      return event.getStackTrace() == null
          ? List.of()
          : event.getStackTrace().getFrames().stream()
              .map(frame -> frame.getMethod().getType().getName())
              .toList();
    }
  }
}
