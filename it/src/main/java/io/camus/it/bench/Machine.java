package io.camus.it.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where a benchmark ran.
 *
 * @param processor its name according to the system, else the architecture
 * @param cores that Java may use
 * @param memoryBytes of the machine; 0 if unknown
 * @param system name and version of the operating system
 * @param java its version
 */
record Machine(String processor, int cores, long memoryBytes, String system, String java) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final double GIB = 1 << 30;

  /** This one. */
  static Machine here() throws IOException {
    long memory =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system
            ? system.getTotalMemorySize()
            : 0;
    return new Machine(
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        memory,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        Runtime.version().toString());
  }

  private static String processorName() throws IOException {
    if (!Files.isReadable(CPU_INFO)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(CPU_INFO, StandardCharsets.UTF_8).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s, %d cores, %.0f GiB, %s, Java %s",
        processor,
        cores,
        memoryBytes / GIB,
        system,
        java);
  }
}
