package io.camus.cli;

import static io.camus.cli.TextTable.Align.LEFT;
import static io.camus.cli.TextTable.Align.RIGHT;

import io.camus.report.RunSummary.TopicSummary;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The table of a run's topics: {@code clicks 600,000 98.2 MiB 96 0 0 11-22 10:00 .. 15:59}. Skipped
 * records, offsets without a record, and offsets that wait for open transactions have a column only
 * if there are any. Times have a year if any of them is not of the run's own year.
 */
final class TopicTable {
  private static final int SKIPPED = 5;
  private static final int ABSENT = 6;

  private final DateTimeFormatter day;
  private final DateTimeFormatter time;
  private final boolean skips;
  private final HeldBackColumn heldBack;
  private final boolean absent;
  private final TextTable table;

  /**
   * @param startedAt when the run began, for its year
   */
  TopicTable(ZoneId zone, Instant startedAt, List<TopicSummary> topics) {
    boolean thisYear =
        topics.stream()
            .flatMap(topic -> Stream.of(topic.firstEvent(), topic.lastEvent()))
            .flatMap(Optional::stream)
            .allMatch(it -> year(it, zone) == year(startedAt, zone));
    day = formatter(thisYear ? "MM-dd" : "uuuu-MM-dd", zone);
    time = formatter("HH:mm", zone);
    skips = topics.stream().anyMatch(topic -> topic.skipped() > 0);
    absent = topics.stream().anyMatch(topic -> topic.absent() > 0);
    heldBack =
        HeldBackColumn.of(topics, TopicSummary::heldBack, 6 + (skips ? 1 : 0) + (absent ? 1 : 0));
    table =
        new TextTable(
            heldBack.aligned(
                columns(List.of(LEFT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, LEFT))));
    table.row(
        heldBack.head(
            columns(
                List.of(
                    "topic",
                    "messages",
                    "bytes",
                    "files",
                    "rejected",
                    "skipped",
                    "absent",
                    "lag",
                    String.format(Locale.ROOT, "event time (%s)", zone)))));
  }

  private static DateTimeFormatter formatter(String pattern, ZoneId zone) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(zone);
  }

  private static int year(Instant time, ZoneId zone) {
    return time.atZone(zone).getYear();
  }

  void add(TopicSummary topic) {
    addSum(topic.topic(), List.of(topic));
  }

  /** A row with the sum of several topics. */
  void addSum(String name, List<TopicSummary> topics) {
    table.row(
        heldBack.row(
            columns(
                List.of(
                    name,
                    Figures.count(topics.stream().mapToLong(TopicSummary::messages).sum()),
                    Figures.bytes(topics.stream().mapToLong(TopicSummary::bytes).sum()),
                    Figures.count(topics.stream().mapToLong(TopicSummary::files).sum()),
                    Figures.count(topics.stream().mapToLong(TopicSummary::rejected).sum()),
                    Figures.count(topics.stream().mapToLong(TopicSummary::skipped).sum()),
                    Figures.count(topics.stream().mapToLong(TopicSummary::absent).sum()),
                    Figures.count(topics.stream().mapToLong(TopicSummary::lag).sum()),
                    span(topics))),
            topics.stream().mapToLong(TopicSummary::heldBack).sum()));
  }

  List<String> lines() {
    return table.lines(Terminal.COLUMNS);
  }

  private String span(List<TopicSummary> topics) {
    Optional<Instant> first =
        times(topics, TopicSummary::firstEvent).min(Comparator.naturalOrder());
    Optional<Instant> last = times(topics, TopicSummary::lastEvent).max(Comparator.naturalOrder());
    if (first.isEmpty() || last.isEmpty()) {
      return "";
    }
    String from = day.format(first.get()) + " " + time.format(first.get());
    boolean sameDay = day.format(first.get()).equals(day.format(last.get()));
    return from + " .. " + (sameDay ? "" : day.format(last.get()) + " ") + time.format(last.get());
  }

  private static Stream<Instant> times(
      List<TopicSummary> topics, Function<TopicSummary, Optional<Instant>> which) {
    return topics.stream().map(which).flatMap(Optional::stream);
  }

  private <T> List<T> columns(List<T> all) {
    List<T> columns = new ArrayList<>(all);
    if (!absent) {
      columns.remove(ABSENT);
    }
    if (!skips) {
      columns.remove(SKIPPED);
    }
    return columns;
  }
}
