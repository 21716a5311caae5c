package io.camus.cli.report;

import io.camus.books.BookRow;
import io.camus.books.Verdict;
import io.camus.cli.view.BookTopic;
import io.camus.complete.CompletionQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Combines what is known of each topic. */
final class TopicReports {
  /** The maximum number of characters of all reasons on the page. */
  static final int MOST_REASONS = 1_000_000;

  private final HourSpan span;
  private final FileTally files;
  private final BucketStates buckets;
  private final Map<String, HourTally[]> tallies = new HashMap<>();
  private final Map<String, String> words = new HashMap<>();
  private long reasons;
  private long withoutReason;

  /** What the commit log says of buckets. */
  interface BucketStates {
    /** The state of the buckets that overlap a time range; empty if that is unknown. */
    Optional<CompletionQuery.State> of(String topic, Instant begin, Instant end);

    /** Buckets that end by then are closed. */
    Optional<Instant> until(String topic);
  }

  TopicReports(HourSpan span, FileTally files, BucketStates buckets) {
    this.span = span;
    this.files = files;
    this.buckets = buckets;
  }

  /** Adds the windows of the books: their counts and their states. */
  void judged(List<BookRow> rows) {
    BookTopic.of(rows).forEach(topic -> words.put(topic.topic(), topic.words()));
    rows.forEach(
        row -> {
          count(row);
          judge(row);
        });
  }

  /** Adds only the counts of windows; those that the commit log does not count are unknown. */
  void counted(List<BookRow> rows) {
    for (BookRow row : rows) {
      count(row);
      if (row.verdict().state() == Verdict.State.UNKNOWN) {
        judge(row);
      }
    }
  }

  private void count(BookRow row) {
    at(row.topic(), hour(row.beginMillis())).count(row);
  }

  private void judge(BookRow row) {
    int last = hour(row.endMillis() - 1);
    for (int hour = hour(row.beginMillis()); hour <= last; hour++) {
      at(row.topic(), hour).judge(row);
    }
  }

  /** The hour of a time; windows may begin before the span, and end after it. */
  private int hour(long millis) {
    return Math.max(0, Math.min(span.hours() - 1, span.hour(millis)));
  }

  private HourTally at(String topic, int hour) {
    HourTally[] hours = tallies.computeIfAbsent(topic, it -> new HourTally[span.hours()]);
    if (hours[hour] == null) {
      hours[hour] = new HourTally();
    }
    return hours[hour];
  }

  /**
   * All topics, by name.
   *
   * @param known further topics, without counts or files
   */
  List<TopicReport> topics(Set<String> known) {
    SortedSet<String> names = new TreeSet<>(known);
    names.addAll(tallies.keySet());
    names.addAll(files.topics());
    return names.stream().map(this::topic).toList();
  }

  private TopicReport topic(String name) {
    HourTally[] counted = tallies.getOrDefault(name, new HourTally[span.hours()]);
    List<Hour> hours = new ArrayList<>(span.hours());
    Waterfall sum = Waterfall.NONE;
    for (int i = 0; i < span.hours(); i++) {
      HourTally tally = counted[i] == null ? new HourTally() : counted[i];
      Hour hour =
          bounded(
              tally.hour(buckets.of(name, span.begin(i), span.begin(i + 1)), files.of(name, i)));
      sum = hour.counts().map(sum::plus).orElse(sum);
      hours.add(hour);
    }
    return new TopicReport(
        name, buckets.until(name), Optional.ofNullable(words.get(name)), sum, hours);
  }

  private Hour bounded(Hour hour) {
    if (reasons + hour.reason().length() > MOST_REASONS) {
      withoutReason++;
      return hour.withoutReason();
    }
    reasons += hour.reason().length();
    return hour;
  }

  /** Hours whose reasons were left out. */
  long withoutReason() {
    return withoutReason;
  }
}
