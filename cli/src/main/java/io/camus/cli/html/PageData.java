package io.camus.cli.html;

import io.camus.cli.report.Omitted;
import io.camus.cli.report.Report;
import io.camus.cli.report.TopicReport;
import io.camus.cli.report.Waterfall;
import io.camus.cli.report.Waterfall.TierSum;
import io.camus.report.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What the script of the page reads, in three documents, so that the first screen waits only for
 * the first. {@code data.js} is the reader. Rows are arrays, and values that are nearly always the
 * same are given only where they differ: 500 topics by 72 hours are 36,000 hours.
 */
final class PageData {
  private final Report report;
  private final Times times;
  private final List<String> tiers;
  private final Map<String, Integer> topics = new HashMap<>();

  PageData(Report report) {
    this.report = report;
    this.times = new Times(report.made().zone());
    this.tiers = tiers(report);
    for (TopicReport topic : report.topics()) {
      topics.put(topic.name(), topics.size());
    }
  }

  private static List<String> tiers(Report report) {
    TreeSet<String> names = new TreeSet<>();
    report.topics().stream()
        .flatMap(topic -> topic.waterfall().tiers().stream())
        .forEach(sum -> names.add(sum.tier()));
    return List.copyOf(names);
  }

  /** The hours of all topics. */
  Json main() {
    List<String> hours = new ArrayList<>();
    for (int hour = 0; hour < report.span().hours(); hour++) {
      hours.add(times.minute(report.span().begin(hour)));
    }
    TopicData topicData = new TopicData(tiers, times);
    return new Json()
        .put("at", times.second(report.made().at()))
        .put("atMillis", report.made().at().toEpochMilli())
        .put("zone", times.zone())
        .put("reload", report.made().reload().map(it -> it.toSeconds()))
        .put("fromMillis", report.span().from().toEpochMilli())
        .put("hours", hours)
        .put("tiers", tiers)
        .put("total", sums(report.total()))
        .put("topics", report.topics(), topicData::of);
  }

  /** Positions, runs, sizes of files and dead letters. */
  Json rest() {
    RowData rows = new RowData(times, this::topic);
    Json json = new Json();
    report.positions().ifPresent(it -> json.put("positions", rows.positions(it)));
    return json.put("runs", rows.runs(report.runs()))
        .put("sizes", FileData.sizes(report.files()))
        .put("letters", rows.letters(report.deadLetters()));
  }

  /** Files, which only the details show. */
  Json files() {
    return new FileData(this::topic).of(report.files());
  }

  /** The number of a topic in the list of topics, or its name if it is not in it. */
  private Object topic(String name) {
    Integer number = topics.get(name);
    return number == null ? name : number;
  }

  static List<Object> omitted(Omitted omitted) {
    return List.of(omitted.rows(), omitted.command());
  }

  static Json sums(Waterfall sums) {
    List<Object> tiers = new ArrayList<>();
    for (TierSum tier : sums.tiers()) {
      tiers.add(List.of(tier.tier(), tier.counted(), tier.held()));
    }
    return new Json()
        .put("tiers", tiers)
        .put("held", sums.held())
        .put("left", sums.leftOut())
        .put("late", sums.late());
  }
}
