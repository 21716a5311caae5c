package io.camus.cli.view;

import io.camus.cli.page.Columns;
import io.camus.cli.page.Table;
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
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The table of a run's topics: {@code clicks 600,000 98.2 MiB 96 0 0 11-22 10:00 .. 15:59}. Skipped
 * records, offsets without a record, and offsets that wait for open transactions have a column only
 * if there are any. Times have a year if any of them is not of the run's own year.
 */
final class TopicTable {
  private final DateTimeFormatter day;
  private final DateTimeFormatter time;

  /** One topic, or the sum of several. */
  private record Row(String name, List<TopicSummary> topics) {
    long sum(ToLongFunction<TopicSummary> figure) {
      return topics.stream().mapToLong(figure).sum();
    }

    Stream<Instant> times(Function<TopicSummary, Optional<Instant>> which) {
      return topics.stream().map(which).flatMap(Optional::stream);
    }
  }

  private TopicTable(ZoneId zone, Instant startedAt, Row all) {
    boolean thisYear =
        Stream.concat(all.times(TopicSummary::firstEvent), all.times(TopicSummary::lastEvent))
            .allMatch(it -> it.atZone(zone).getYear() == startedAt.atZone(zone).getYear());
    day = formatter(thisYear ? "MM-dd" : "uuuu-MM-dd", zone);
    time = formatter("HH:mm", zone);
  }

  private static DateTimeFormatter formatter(String pattern, ZoneId zone) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(zone);
  }

  /**
   * The table, with a sum if there are several topics.
   *
   * @param startedAt when the run began, for its year
   * @param most topics that have a row of their own, those with most bytes; the others are summed
   */
  static Table of(ZoneId zone, Instant startedAt, List<TopicSummary> topics, int most) {
    List<TopicSummary> shown = topics.size() <= most ? topics : largest(topics, most);
    List<Row> rows = new ArrayList<>();
    shown.forEach(topic -> rows.add(new Row(topic.topic(), List.of(topic))));
    if (shown.size() < topics.size()) {
      List<TopicSummary> others = new ArrayList<>(topics);
      others.removeAll(shown);
      rows.add(new Row("(" + others.size() + " others)", others));
    }
    Row all = new Row("total", topics);
    if (topics.size() > 1) {
      rows.add(all);
    }
    TopicTable table = new TopicTable(zone, startedAt, all);
    return Columns.of(rows)
        .left("topic", Row::name)
        .count("messages", it -> it.sum(TopicSummary::messages))
        .bytes("bytes", it -> it.sum(TopicSummary::bytes))
        .count("files", it -> it.sum(TopicSummary::files))
        .count("rejected", it -> it.sum(TopicSummary::rejected))
        .countIfAny("skipped", it -> it.sum(TopicSummary::skipped))
        .countIfAny("absent", it -> it.sum(TopicSummary::absent))
        .count("lag", it -> it.sum(TopicSummary::lag))
        .countIfAny("held back", it -> it.sum(TopicSummary::heldBack))
        .left("event time (" + zone + ")", table::span)
        .table();
  }

  /** The topics with most bytes, in the order of their names. */
  private static List<TopicSummary> largest(List<TopicSummary> topics, int most) {
    return topics.stream()
        .sorted(Comparator.comparingLong(TopicSummary::bytes).reversed())
        .limit(most)
        .sorted(Comparator.comparing(TopicSummary::topic))
        .toList();
  }

  private String span(Row row) {
    Optional<Instant> first = row.times(TopicSummary::firstEvent).min(Comparator.naturalOrder());
    Optional<Instant> last = row.times(TopicSummary::lastEvent).max(Comparator.naturalOrder());
    if (first.isEmpty() || last.isEmpty()) {
      return "";
    }
    String from = day.format(first.get()) + " " + time.format(first.get());
    boolean sameDay = day.format(first.get()).equals(day.format(last.get()));
    return from + " .. " + (sameDay ? "" : day.format(last.get()) + " ") + time.format(last.get());
  }
}
