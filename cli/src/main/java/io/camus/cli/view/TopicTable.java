package io.camus.cli.view;

import io.camus.cli.page.Columns;
import io.camus.cli.page.Table;
import io.camus.cli.page.Tone;
import io.camus.report.RunSummary.TopicSummary;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The table of a run's topics: {@code clicks 600,000 98.2 MiB 96 0 0 11-22 10:00 .. 15:59}. Skipped
 * records, offsets without a record, and offsets that wait for open transactions have a column only
 * if there are any. Times have a year if any of them is not of the run's own year.
 */
final class TopicTable {
  private final DateTimeFormatter day;
  private final DateTimeFormatter time;

  private TopicTable(ZoneId zone, Instant startedAt, TopicSummary total) {
    boolean thisYear =
        Stream.concat(total.firstEvent().stream(), total.lastEvent().stream())
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
   * @param most maximum number of topics with their own row, those with most bytes; the others are
   *     summed
   */
  static Table of(ZoneId zone, Instant startedAt, List<TopicSummary> topics, int most) {
    List<TopicSummary> shown = topics.size() <= most ? topics : largest(topics, most);
    List<TopicSummary> rows = new ArrayList<>(shown);
    if (shown.size() < topics.size()) {
      List<TopicSummary> others = new ArrayList<>(topics);
      others.removeAll(shown);
      rows.add(TopicSummary.sum("(" + others.size() + " others)", others));
    }
    TopicSummary total = TopicSummary.sum("total", topics);
    if (topics.size() > 1) {
      rows.add(total);
    }
    TopicTable table = new TopicTable(zone, startedAt, total);
    return Columns.of(rows)
        .left("topic", TopicSummary::topic)
        .count("messages", TopicSummary::messages)
        .bytes("bytes", TopicSummary::bytes)
        .count("files", TopicSummary::files)
        .ifRoom()
        .count("rejected", TopicSummary::rejected)
        .tone(topic -> topic.rejected() > 0 ? Tone.WARNING : Tone.PLAIN)
        .countIfAny("skipped", TopicSummary::skipped)
        .countIfAny("absent", TopicSummary::absent)
        .count("lag", TopicSummary::lag)
        .countIfAny("held back", TopicSummary::heldBack)
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

  private String span(TopicSummary topic) {
    if (topic.firstEvent().isEmpty() || topic.lastEvent().isEmpty()) {
      return "";
    }
    Instant first = topic.firstEvent().get();
    Instant last = topic.lastEvent().get();
    boolean sameDay = day.format(first).equals(day.format(last));
    return String.join(
        " ",
        day.format(first),
        time.format(first),
        "..",
        sameDay ? time.format(last) : day.format(last) + " " + time.format(last));
  }
}
