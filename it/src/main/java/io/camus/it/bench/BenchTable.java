package io.camus.it.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of one workload as a Markdown table: medians, and ratios to the perf test. */
final class BenchTable {
  private static final double MIB = 1 << 20;
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
}
