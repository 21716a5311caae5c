package io.camus.it.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The figures of one workload as a Markdown table: medians, and ratios to the perf test. */
final class BenchTable {
  private static final double MIB = 1 << 20;
  private static final double MICROS = 1e6;
  private static final String HEADING =
      "| process | messages/s | wall s | CPU s | peak MiB | data MiB | files | CPU ratio | wall ratio |";
  private static final String RULE = "|---|--:|--:|--:|--:|--:|--:|--:|--:|";

  private BenchTable() {}

  static List<String> lines(Results results) {
    List<String> lines = new ArrayList<>(List.of(HEADING, RULE));
    long messages = results.topic().workload().messages();
    for (String name : results.contenders()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "| %s | %,.0f | %.1f | %.1f | %.0f | %.0f | %.0f | %.2f | %.2f |",
              name,
              results.median(name, result -> messages / result.usage().wallSeconds()),
              results.median(name, result -> result.usage().wallSeconds()),
              results.median(name, result -> result.usage().cpuSeconds()),
              results.median(name, result -> result.usage().peakBytes() / MIB),
              results.median(name, result -> result.bytes() / MIB),
              results.median(name, Result::files),
              results.medianRatio(name, result -> result.usage().cpuSeconds()),
              results.medianRatio(name, result -> result.usage().wallSeconds())));
    }
    return lines;
  }

  /** What one more message costs each contender, and the ratio to the perf test. */
  static List<String> lines(Slope slope) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                String.format(
                    Locale.ROOT,
                    "| process, from %,d to %,d messages | CPU us a message | wall us a message | CPU ratio |",
                    slope.small().topic().workload().messages(),
                    slope.large().topic().workload().messages()),
                "|---|--:|--:|--:|"));
    for (String name : slope.small().contenders()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "| %s | %.2f | %.2f | %.2f |",
              name,
              slope.cpuMicros(name),
              slope.wallMicros(name),
              slope.cpuRatio(name)));
    }
    return lines;
  }

  /** Where the time of the recorded runs went, in microseconds a message. */
  static List<String> profiles(Results results) {
    List<String> names = List.copyOf(results.profiles().keySet());
    double messages = results.topic().workload().messages();
    List<String> lines = new ArrayList<>();
    lines.add("| CPU us a message | " + String.join(" | ", names) + " |");
    lines.add("|---|" + "--:|".repeat(names.size()));
    for (Stage stage : Stage.values()) {
      lines.add(
          row(
              stage.title(),
              results,
              profile -> profile.seconds().getOrDefault(stage, 0.0) / messages));
    }
    lines.add(
        row(
            "Java's compilers, garbage collector, start",
            results,
            profile -> profile.virtualMachine() / messages));
    return lines;
  }

  private static String row(String title, Results results, ToDoubleFunction<Profile> seconds) {
    StringBuilder row = new StringBuilder("| ").append(title).append(" |");
    for (Profile profile : results.profiles().values()) {
      row.append(String.format(Locale.ROOT, " %.3f |", MICROS * seconds.applyAsDouble(profile)));
    }
    return row.toString();
  }
}
