package io.camus.metrics;

import io.camus.report.RunOutcome;
import io.camus.report.RunSummary;
import io.camus.report.RunSummary.TopicSummary;
import io.camus.report.TopicCompleteness;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The metrics of a run. All of them are gauges, since they describe the last run. A metric without
 * a value is left out.
 */
final class RunMetrics {
  static final String OF_TOPIC = "camus_topic_";
  static final String OF_RUN = "camus_run_";
  static final String REJECTED = "rejected_records";
  static final String REJECTED_HELP = "Records in dead letter files, by cause.";
  static final String COMPLETE = "complete_until_timestamp_seconds";
  static final String COMPLETE_HELP =
      "Directories whose time span ends by this moment are complete; absent if there are none,"
          + " or without camus.complete.";
  static final String TOPIC = "topic";
  static final String CAUSE = "cause";

  private final Labels constant;
  private final List<GaugeSnapshot> gauges = new ArrayList<>();

  private RunMetrics(Map<String, String> labels) {
    constant =
        Labels.of(labels.keySet().toArray(String[]::new), labels.values().toArray(String[]::new));
  }

  /**
   * The metrics of an outcome, without that of the last success.
   *
   * @param labels of all metrics
   * @param maxTopics how many topics have metrics of their own
   */
  static MetricSnapshots of(RunOutcome outcome, Map<String, String> labels, int maxTopics) {
    RunMetrics metrics = new RunMetrics(labels);
    RunMetric.ALL.forEach(metric -> metrics.add(metric, outcome));
    outcome.summary().ifPresent(summary -> metrics.add(summary, maxTopics));
    return metrics.snapshots();
  }

  /** The time of the last success alone. */
  static MetricSnapshots lastSuccess(double endedAtSeconds, Map<String, String> labels) {
    RunMetrics metrics = new RunMetrics(labels);
    metrics.add(
        RunMetric.LAST_SUCCESS.name(),
        RunMetric.LAST_SUCCESS.help(),
        List.of(metrics.point(Labels.EMPTY, endedAtSeconds)));
    return metrics.snapshots();
  }

  private void add(RunMetric metric, RunOutcome outcome) {
    List<GaugeDataPointSnapshot> points = new ArrayList<>();
    metric
        .values()
        .apply(outcome)
        .forEach(
            (value, figure) ->
                points.add(
                    point(
                        metric.label().map(name -> Labels.of(name, value)).orElse(Labels.EMPTY),
                        figure)));
    add(metric.name(), metric.help(), points);
  }

  private void add(RunSummary summary, int maxTopics) {
    Instant end = summary.endedAt();
    TopicRows rows = TopicRows.of(summary, maxTopics);
    for (TopicMetric metric : TopicMetric.ALL) {
      List<GaugeDataPointSnapshot> points = new ArrayList<>();
      for (TopicSummary topic : rows.topics()) {
        metric
            .value()
            .apply(topic, end)
            .ifPresent(figure -> points.add(point(Labels.of(TOPIC, topic.topic()), figure)));
      }
      add(OF_TOPIC + metric.name(), metric.help(), points);
      List<GaugeDataPointSnapshot> total = new ArrayList<>();
      metric
          .value()
          .apply(summary.total(), end)
          .ifPresent(figure -> total.add(point(Labels.EMPTY, figure)));
      add(OF_RUN + metric.name(), metric.help(), total);
    }
    add(rows.rejected());
    add(summary.completeness(), maxTopics);
  }

  /** The topics that are furthest behind, and the earliest moment of all. */
  private void add(List<TopicCompleteness> tracked, int maxTopics) {
    List<GaugeDataPointSnapshot> points = new ArrayList<>();
    List<GaugeDataPointSnapshot> total = new ArrayList<>();
    tracked.stream()
        .filter(topic -> topic.until().isPresent())
        .sorted(Comparator.comparing(topic -> topic.until().orElseThrow()))
        .limit(maxTopics)
        .forEach(
            topic ->
                points.add(
                    point(
                        Labels.of(TOPIC, topic.topic()),
                        TopicMetric.seconds(topic.until().orElseThrow()))));
    if (tracked.stream().allMatch(topic -> topic.until().isPresent())) {
      tracked.stream()
          .map(topic -> topic.until().orElseThrow())
          .min(Comparator.naturalOrder())
          .ifPresent(until -> total.add(point(Labels.EMPTY, TopicMetric.seconds(until))));
    }
    add(OF_TOPIC + COMPLETE, COMPLETE_HELP, points);
    add(OF_RUN + COMPLETE, COMPLETE_HELP, total);
  }

  private void add(Map<String, Map<String, Long>> rejected) {
    List<GaugeDataPointSnapshot> points = new ArrayList<>();
    Map<String, Long> causes = new TreeMap<>();
    rejected.forEach(
        (topic, counts) ->
            counts.forEach(
                (cause, records) -> {
                  points.add(point(Labels.of(TOPIC, topic, CAUSE, cause), records));
                  causes.merge(cause, records, Long::sum);
                }));
    List<GaugeDataPointSnapshot> total = new ArrayList<>();
    causes.forEach((cause, records) -> total.add(point(Labels.of(CAUSE, cause), records)));
    add(OF_TOPIC + REJECTED, REJECTED_HELP, points);
    add(OF_RUN + REJECTED, REJECTED_HELP, total);
  }

  private GaugeDataPointSnapshot point(Labels labels, double value) {
    return GaugeDataPointSnapshot.builder().labels(constant.merge(labels)).value(value).build();
  }

  private void add(String name, String help, List<GaugeDataPointSnapshot> points) {
    if (!points.isEmpty()) {
      GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
      points.forEach(gauge::dataPoint);
      gauges.add(gauge.build());
    }
  }

  private MetricSnapshots snapshots() {
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    gauges.forEach(all::metricSnapshot);
    return all.build();
  }
}
