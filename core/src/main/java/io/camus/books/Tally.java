package io.camus.books;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The counts of all topics, by window. */
final class Tally {
  final BookSpan span;
  final NavigableMap<String, NavigableMap<Long, WindowTally>> topics = new TreeMap<>();

  /** Records of a topic that the brokers held in unknown windows. */
  final Map<String, Long> unplaced = new HashMap<>();

  Tally(BookSpan span) {
    this.span = span;
  }

  WindowTally at(String topic, long timeMillis) {
    return topics
        .computeIfAbsent(topic, it -> new TreeMap<>())
        .computeIfAbsent(span.windowOf(timeMillis), it -> new WindowTally());
  }

  /** Calls for each window in the span that overlaps a time range, creating it. */
  void each(String topic, long beginMillis, long endMillis, Consumer<WindowTally> each) {
    long from = Math.max(span.fromMillis(), span.windowOf(beginMillis));
    long to = Math.min(span.toMillis(), endMillis);
    for (long window = from; window < to; window += span.windowMillis()) {
      each.accept(at(topic, window));
    }
  }
}
