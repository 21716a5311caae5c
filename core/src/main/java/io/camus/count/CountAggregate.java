package io.camus.count;

import io.camus.count.TopicCounts.Span;
import io.camus.model.WindowCount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The sum of counts by topic, window, server and service. Not safe for use by several threads. */
public final class CountAggregate {
  private final Map<String, Sum> byTopic = new TreeMap<>();

  /**
   * Adds the counts of a part of a topic.
   *
   * @throws IllegalArgumentException if its windows have another length than earlier ones of the
   *     same topic
   */
  public void add(TopicCounts counts) {
    byTopic.computeIfAbsent(counts.topic(), topic -> new Sum(counts)).add(counts);
  }

  /** The sums, one for each topic, sorted by name. */
  public List<TopicCounts> topics() {
    return byTopic.values().stream().map(Sum::toCounts).toList();
  }

  private record Key(long windowStartMillis, String server, String service) {}

  private static final class Sum {
    private final String topic;
    private final Duration granularity;
    private final Map<Key, Long> counts = new HashMap<>();
    private Span pulled;
    private Optional<Span> events = Optional.empty();
    private long errors;

    Sum(TopicCounts first) {
      this.topic = first.topic();
      this.granularity = first.granularity();
      this.pulled = first.pulled();
    }

    void add(TopicCounts more) {
      if (!more.granularity().equals(granularity)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "topic %s is counted by %s and by %s",
                topic,
                granularity,
                more.granularity()));
      }
      pulled = pulled.joined(more.pulled());
      events = Stream.concat(events.stream(), more.events().stream()).reduce(Span::joined);
      errors += more.errors();
      for (WindowCount row : more.counts()) {
        Key key = new Key(row.windowStartMillis(), row.server(), row.service());
        counts.merge(key, row.count(), Long::sum);
      }
    }

    TopicCounts toCounts() {
      List<WindowCount> rows = new ArrayList<>(counts.size());
      counts.forEach(
          (key, count) ->
              rows.add(
                  new WindowCount(key.windowStartMillis(), key.server(), key.service(), count)));
      return new TopicCounts(topic, granularity, pulled, events, errors, rows);
    }
  }
}
