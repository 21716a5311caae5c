package io.camus.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.camus.failure.RootCause;
import io.camus.report.RunOutcome;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * A file for the textfile collector of node_exporter. It is replaced by a rename, so a scrape finds
 * the metrics of one run. A failed run keeps the time of the last success from the file before it.
 */
record TextFile(Path file, MetricsSettings settings) {

  /**
   * Writes the metrics of a run.
   *
   * @throws IOException if the file cannot be replaced: what, where and what to do
   */
  void write(RunOutcome outcome) throws IOException {
    try {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      append(text, RunMetrics.of(outcome, settings.labels(), settings.maxTopics()));
      OptionalDouble lastSuccess =
          outcome.succeeded()
              ? OptionalDouble.of(TopicMetric.seconds(outcome.endedAt()))
              : lastSuccess();
      if (lastSuccess.isPresent()) {
        append(text, RunMetrics.lastSuccess(lastSuccess.getAsDouble(), settings.labels()));
      }
      // Not a temporary file of Java's, which only its owner may read.
      Path whole =
          file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid());
      try {
        Files.write(whole, text.toByteArray());
        Files.move(whole, file, ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(whole);
      }
    } catch (IOException e) {
      throw new IOException(
          "cannot write metrics to "
              + file
              + " ("
              + RootCause.line(e)
              + "); check camus.metrics.file, and that its directory exists and is writable",
          e);
    }
  }

  private static void append(ByteArrayOutputStream text, MetricSnapshots metrics)
      throws IOException {
    PrometheusTextFormatWriter.create().write(text, metrics, EscapingScheme.DEFAULT);
  }

  private OptionalDouble lastSuccess() throws IOException {
    if (!Files.exists(file)) {
      return OptionalDouble.empty();
    }
    try (Stream<String> lines = Files.lines(file, UTF_8)) {
      return lines
          .filter(line -> line.startsWith(RunMetric.LAST_SUCCESS.name()))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .findFirst();
    } catch (NumberFormatException | UncheckedIOException e) {
      return OptionalDouble.empty(); // Camus did not write this file; it is replaced.
    }
  }
}
