package io.camus.cli;

import static io.camus.cli.TextTable.Align.LEFT;
import static io.camus.cli.TextTable.Align.RIGHT;

import io.camus.run.RunSummary.TopicSummary;
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
 * records, and offsets that wait for open transactions, have a column only if there are any.
 */
final class TopicTable {
  private final DateTimeFormatter day;
  private final DateTimeFormatter time;
  private final boolean skips;
  private final HeldBackColumn heldBack;
  private final TextTable table;

  TopicTable(ZoneId zone, List<TopicSummary> topics) {
    day = DateTimeFormatter.ofPattern("MM-dd", Locale.ROOT).withZone(zone);
    time = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(zone);
    skips = topics.stream().anyMatch(topic -> topic.skipped() > 0);
    heldBack = HeldBackColumn.of(topics, TopicSummary::heldBack, skips ? 7 : 6);
    table =
        new TextTable(
            heldBack.aligned(
                columns(List.of(LEFT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, LEFT))));
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
                    "lag",
                    String.format(Locale.ROOT, "event time (%s)", zone)))));
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
    if (!skips) {
      columns.remove(5);
    }
    return columns;
  }
}
