package io.camus.metrics;

import io.camus.report.Rejection;
import io.camus.report.RunSummary;
import io.camus.report.RunSummary.TopicSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The topics of a run that have metrics: not more than a limit, so that the number of time series
 * is bounded.
 *
 * @param topics those with metrics, and the sum of the others
 * @param rejected committed rejected records, by topic or {@link #OTHERS}, then by cause
 */
record TopicRows(List<TopicSummary> topics, Map<String, Map<String, Long>> rejected) {
  /** The name of the sum of the others; no topic of Kafka can have it. */
  static final String OTHERS = "(others)";

  /** Topics with lag are those that alerts are about. */
  private static final Comparator<TopicSummary> BY_LAG =
      Comparator.comparingLong(TopicSummary::lag)
          .thenComparing(TopicSummary::rejected)
          .thenComparing(TopicSummary::messages)
          .reversed()
          .thenComparing(TopicSummary::topic);

  /**
   * The topics of a summary.
   *
   * @param most how many have metrics of their own
   */
  static TopicRows of(RunSummary summary, int most) {
    List<TopicSummary> sorted = summary.topics().stream().sorted(BY_LAG).toList();
    List<TopicSummary> rows = new ArrayList<>(sorted.subList(0, Math.min(most, sorted.size())));
    Set<String> names = new HashSet<>();
    rows.forEach(row -> names.add(row.topic()));
    if (rows.size() < sorted.size()) {
      rows.add(TopicSummary.sum(OTHERS, sorted.subList(rows.size(), sorted.size())));
    }
    Map<String, Map<String, Long>> rejected = new TreeMap<>();
    summary.rejections().stream()
        .filter(Rejection::committed)
        .forEach(
            row ->
                rejected
                    .computeIfAbsent(
                        names.contains(row.topic()) ? row.topic() : OTHERS,
                        topic -> new TreeMap<>())
                    .merge(cause(row), row.records(), Long::sum));
    return new TopicRows(List.copyOf(rows), rejected);
  }

  /** As in the summary's document. */
  static String cause(Rejection row) {
    return row.cause().name().toLowerCase(Locale.ROOT);
  }
}
