package io.camus.count;

import static java.util.Objects.requireNonNull;

import io.camus.model.DataFile;
import io.camus.model.LeftOut;
import io.camus.model.PulledGroup;
import io.camus.model.RejectionCause;
import io.camus.model.WindowCount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The counts of one topic.
 *
 * @param topic the topic
 * @param granularity the length of a window
 * @param pulled when it was pulled
 * @param events the event times that were seen; empty if no record was written
 * @param errors rejected records, without null values, which are no errors
 * @param counts the counts, one for each window, server and service, sorted in this order
 */
public record TopicCounts(
    String topic,
    Duration granularity,
    Span pulled,
    Optional<Span> events,
    long errors,
    List<WindowCount> counts) {
  /** Stands for all servers of a topic, if they are not distinguished. */
  public static final String ALL_SERVERS = "all_servers";

  /** Stands for all services of a topic, if they are not distinguished. */
  public static final String ALL_SERVICES = "all_services";

  static final Comparator<WindowCount> ORDER =
      Comparator.comparingLong(WindowCount::windowStartMillis)
          .thenComparing(WindowCount::server)
          .thenComparing(WindowCount::service);

  public TopicCounts {
    requireNonNull(topic, "topic");
    requireNonNull(granularity, "granularity");
    requireNonNull(pulled, "pulled");
    requireNonNull(events, "events");
    counts = counts.stream().sorted(ORDER).toList();
    for (int i = 1; i < counts.size(); i++) {
      if (ORDER.compare(counts.get(i - 1), counts.get(i)) == 0) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "topic %s is counted twice: %s", topic, counts.get(i)));
      }
    }
  }

  /**
   * What one group of pulled ranges holds.
   *
   * @param granularity the length of the windows in it
   * @param pulled when it was pulled
   */
  public static TopicCounts of(PulledGroup group, Duration granularity, Span pulled) {
    long errors = group.rejectedRecords() - group.rejected(RejectionCause.NULL_VALUE);
    Optional<Span> events =
        group.files().stream()
            .filter(file -> file.kind() == DataFile.Kind.DATA && file.records() > 0)
            .map(file -> Span.ofMillis(file.firstEventMillis(), file.lastEventMillis()))
            .reduce(Span::joined);
    return new TopicCounts(group.topic(), granularity, pulled, events, errors, group.counts());
  }

  /**
   * What Kafka held of the group's ranges, by window: the written records, and those that were left
   * out and have a window.
   *
   * @param granularity the length of the windows in it
   * @param pulled when it was pulled
   */
  public static TopicCounts held(PulledGroup group, Duration granularity, Span pulled) {
    SortedMap<Long, Long> byWindow = new TreeMap<>();
    group.counts().forEach(row -> byWindow.merge(row.windowStartMillis(), row.count(), Long::sum));
    for (LeftOut row : group.leftOut()) {
      row.windowStartMillis().ifPresent(start -> byWindow.merge(start, row.count(), Long::sum));
    }
    return new TopicCounts(
        group.topic(), granularity, pulled, Optional.empty(), 0, ofAllServers(byWindow));
  }

  private static List<WindowCount> ofAllServers(SortedMap<Long, Long> byWindow) {
    List<WindowCount> rows = new ArrayList<>();
    byWindow.forEach(
        (start, count) -> rows.add(new WindowCount(start, ALL_SERVERS, ALL_SERVICES, count)));
    return rows;
  }

  /**
   * The same counts by window only: every server becomes {@link #ALL_SERVERS}, every service {@link
   * #ALL_SERVICES}.
   */
  public TopicCounts folded() {
    SortedMap<Long, Long> byWindow = new TreeMap<>();
    counts.forEach(row -> byWindow.merge(row.windowStartMillis(), row.count(), Long::sum));
    return new TopicCounts(topic, granularity, pulled, events, errors, ofAllServers(byWindow));
  }

  /** The number of all counted records. */
  public long records() {
    return counts.stream().mapToLong(WindowCount::count).sum();
  }

  /**
   * A span of time, with both ends in it.
   *
   * @param first its begin
   * @param last its end, inclusive
   */
  public record Span(Instant first, Instant last) {
    public Span {
      if (last.isBefore(first)) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "not a span: %s to %s", first, last));
      }
    }

    /** The span between two times in milliseconds since the epoch. */
    static Span ofMillis(long firstMillis, long lastMillis) {
      return new Span(Instant.ofEpochMilli(firstMillis), Instant.ofEpochMilli(lastMillis));
    }

    /** The span between two readings of a clock, which may have been set back in between. */
    public static Span between(Instant one, Instant other) {
      return one.isAfter(other) ? new Span(other, one) : new Span(one, other);
    }

    /** The smallest span that holds both. */
    Span joined(Span other) {
      return new Span(
          other.first.isBefore(first) ? other.first : first,
          other.last.isAfter(last) ? other.last : last);
    }
  }
}
