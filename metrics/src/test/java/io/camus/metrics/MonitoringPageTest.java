package io.camus.metrics;

import io.camus.config.KeyTable;
import io.camus.lineage.OpenLineageProvider;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The tables of docs/guide/monitoring.md are generated from the declarations. */
class MonitoringPageTest {
  private static final String PAGE = "monitoring.md";

  private static String metrics() {
    StringBuilder table = new StringBuilder("| metric | labels | meaning |\n|---|---|---|\n");
    for (TopicMetric metric : TopicMetric.ALL) {
      row(table, RunMetrics.OF_TOPIC + metric.name(), "topic", metric.help());
    }
    row(table, RunMetrics.OF_TOPIC + RunMetrics.REJECTED, "topic, cause", RunMetrics.REJECTED_HELP);
    row(table, RunMetrics.OF_TOPIC + RunMetrics.COMPLETE, "topic", RunMetrics.COMPLETE_HELP);
    for (TopicMetric metric : TopicMetric.ALL) {
      row(table, RunMetrics.OF_RUN + metric.name(), "", "All topics: " + metric.help());
    }
    row(
        table,
        RunMetrics.OF_RUN + RunMetrics.REJECTED,
        "cause",
        "All topics: " + RunMetrics.REJECTED_HELP);
    row(
        table,
        RunMetrics.OF_RUN + RunMetrics.COMPLETE,
        "",
        "The earliest of all topics: " + RunMetrics.COMPLETE_HELP);
    RunMetric.ALL.forEach(
        metric -> row(table, metric.name(), metric.label().orElse(""), metric.help()));
    RunMetric last = RunMetric.LAST_SUCCESS;
    row(table, last.name(), "", last.help());
    return table.toString();
  }

  private static void row(StringBuilder table, String name, String labels, String help) {
    table.append(String.format(Locale.ROOT, "| `%s` | %s | %s |\n", name, labels, help));
  }

  @Test
  void theTablesInTheRepositoryAreTheGeneratedOnes() throws IOException {
    String generated =
        KeyTable.with(
            KeyTable.with(
                KeyTable.with(
                    KeyTable.page(PAGE), "keys camus.metrics", KeyTable.of(MetricsSettings.KEYS)),
                "keys camus.openlineage",
                KeyTable.of(new OpenLineageProvider().keys())),
            "metrics",
            metrics());
    KeyTable.requireUpToDate(PAGE, generated);
  }
}
