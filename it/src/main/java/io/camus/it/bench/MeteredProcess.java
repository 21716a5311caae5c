package io.camus.it.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a command and measures it. The shell's {@code time} measures the CPU time up to the very end
 * of the process; peak resident memory comes from the kernel.
 */
final class MeteredProcess {
  private static final Pattern TIMES =
      Pattern.compile("metered (\\d+\\.\\d+) (\\d+\\.\\d+) (\\d+\\.\\d+)\\s*$");
  private static final Pattern HIGH_WATER = Pattern.compile("VmHWM:\\s+(\\d+) kB");
  private static final Duration DEADLINE = Duration.ofMinutes(15);
  private static final Duration TICK = Duration.ofMillis(100);

  private final Path folder;
  private final Consumer<ProcessHandle> guard;

  /**
   * @param folder where outputs go, {@code <name>.log} and {@code <name>.times}; exists
   * @param guard ends a process if this one ends without having done so
   */
  MeteredProcess(Path folder, Consumer<ProcessHandle> guard) {
    this.folder = folder;
    this.guard = guard;
  }

  /**
   * Runs a command.
   *
   * @param name of its outputs
   * @param command set up but not started; its outputs are replaced
   * @throws IllegalStateException if it fails or takes longer than 15 minutes; names its log
   */
  Usage run(String name, ProcessBuilder command) throws IOException, InterruptedException {
    Path log = log(name);
    Path times = folder.resolve(name + ".times");
    List<String> timed = new ArrayList<>();
    timed.add("bash");
    timed.add("-c");
    timed.add("TIMEFORMAT='metered %R %U %S'; { time \"$@\" 2>&3; } 3>&1 2>" + quoted(times));
    timed.add("bash");
    timed.addAll(command.command());
    Process process =
        command.command(timed).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    guard.accept(process.toHandle());
    long peak = watch(process);
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "%s ended with %d; see %s", name, process.exitValue(), log));
    }
    Matcher matcher = TIMES.matcher(Files.readString(times, StandardCharsets.UTF_8));
    if (!matcher.find()) {
      throw new IllegalStateException("no times in " + times);
    }
    return new Usage(
        Double.parseDouble(matcher.group(1)),
        Double.parseDouble(matcher.group(2)) + Double.parseDouble(matcher.group(3)),
        peak);
  }

  /** What a process of that name printed. */
  Path log(String name) {
    return folder.resolve(name + ".log");
  }

  private static long watch(Process process) throws InterruptedException {
    long end = System.nanoTime() + DEADLINE.toNanos();
    long peak = 0;
    try {
      while (!process.waitFor(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException("a process took longer than " + DEADLINE);
        }
        for (ProcessHandle each : process.descendants().toList()) {
          peak = Math.max(peak, highWater(each.pid()));
        }
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return peak;
  }

  private static long highWater(long pid) {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    try {
      Matcher matcher = HIGH_WATER.matcher(Files.readString(status, StandardCharsets.UTF_8));
      return matcher.find() ? Long.parseLong(matcher.group(1)) << 10 : 0;
    } catch (IOException e) {
      return 0; // It ended in the meantime.
    }
  }

  private static String quoted(Path path) {
    return String.format(Locale.ROOT, "'%s'", path.toString().replace("'", "'\\''"));
  }
}
