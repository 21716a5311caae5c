package io.camus.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.config.Key;
import io.camus.config.KeyGroup;
import io.camus.lineage.OpenLineageProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * The tables of docs/guide/monitoring.md are generated from the declarations. Run this test with
 * {@code -Dcamus.update.docs=true} in {@code test.jvm.args} to write them.
 */
class MonitoringPageTest {
  private static final Path PAGE = Path.of("..", "docs", "guide", "monitoring.md");
  private static final String END = "<!-- end -->";

  private static String keys(KeyGroup group) {
    StringBuilder rows = new StringBuilder("| key | default | meaning |\n|---|---|---|\n");
    for (Key<?> key : group.keys()) {
      rows.append(
          String.format(
              Locale.ROOT,
              "| `%s` | %s | %s |\n",
              key.name(),
              key.presetForPeople(),
              key.meaning()));
    }
    return rows.toString();
  }

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

  private static String with(String page, String mark, String rows) {
    String begin = "<!-- " + mark + " -->\n";
    int from = page.indexOf(begin) + begin.length();
    assertThat(page).contains(begin);
    return page.substring(0, from) + rows + page.substring(page.indexOf(END, from));
  }

  @Test
  void theTablesInTheRepositoryAreTheGeneratedOnes() throws IOException {
    String page = Files.readString(PAGE, UTF_8);
    String generated =
        with(
            with(
                with(page, "keys camus.metrics", keys(MetricsSettings.KEYS)),
                "keys camus.openlineage",
                keys(new OpenLineageProvider().keys())),
            "metrics",
            metrics());
    if (Boolean.getBoolean("camus.update.docs")) {
      Files.writeString(PAGE, generated, UTF_8);
    }
    assertThat(Files.readString(PAGE, UTF_8))
        .as("out of date; run MonitoringPageTest with camus.update.docs=true")
        .isEqualTo(generated);
  }
}
