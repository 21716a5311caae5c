package io.camus.it.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of one workload as a Markdown table: medians, and ratios to the perf test. */
final class BenchTable {
  private static final double MIB = 1 << 20;

  private BenchTable() {}

  static List<String> lines(Workload workload, Results results) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| process | messages/s | wall s | CPU s | peak MiB | data MiB | files | CPU ratio | wall ratio |");
    lines.add("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
    for (String name : results.contenders()) {
      double wall = results.median(name, result -> seconds(result.usage().wall()));
      lines.add(
          String.format(
              Locale.ROOT,
              "| %s | %,.0f | %.1f | %.1f | %.0f | %.0f | %.0f | %.2f | %.2f |",
              name,
              workload.messages() / wall,
              wall,
              results.median(name, result -> seconds(result.usage().cpu())),
              results.median(name, result -> result.usage().peakBytes() / MIB),
              results.median(name, result -> result.bytes() / MIB),
              results.median(name, Result::files),
              results.medianRatio(name, PerfTest.NAME, result -> seconds(result.usage().cpu())),
              results.medianRatio(name, PerfTest.NAME, result -> seconds(result.usage().wall()))));
    }
    return lines;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
