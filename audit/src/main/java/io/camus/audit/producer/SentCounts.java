package io.camus.audit.producer;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The counts of one producer, by topic and window. Their number is bounded; what does not fit is
 * counted in total only. Safe for use by several threads.
 */
final class SentCounts {
  private final long windowMillis;
  private final int most;
  private final Map<Place, WindowCount> counts = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> failed = new ConcurrentHashMap<>();
  private final AtomicLong sequence = new AtomicLong();
  private final LongAdder uncounted = new LongAdder();
  private volatile WindowCount last;

  private record Place(String topic, long beginMillis) {}

  /**
   * @param windowMillis the length of a window, at least 1; windows begin at its multiples
   * @param most the largest number of counts
   */
  SentCounts(long windowMillis, int most) {
    this.windowMillis = windowMillis;
    this.most = most;
  }

  /** A record was acknowledged. */
  void sent(String topic, long timeMillis) {
    WindowCount recent = last;
    if (recent != null && recent.holds(topic, timeMillis) && recent.add()) {
      return;
    }
    Place place = new Place(topic, Math.floorDiv(timeMillis, windowMillis) * windowMillis);
    WindowCount found;
    do {
      found = counts.get(place);
      if (found == null) {
        if (counts.size() >= most) {
          uncounted.increment();
          return;
        }
        found = counts.computeIfAbsent(place, this::count);
      }
    } while (!found.add());
    last = found;
  }

  private WindowCount count(Place place) {
    return new WindowCount(
        place.topic(),
        sequence.getAndIncrement(),
        place.beginMillis(),
        place.beginMillis() + windowMillis);
  }

  /** A record could not be sent. */
  void failed(String topic) {
    failed.computeIfAbsent(topic, unused -> new LongAdder()).increment();
  }

  /** How many records of a topic could not be sent. */
  long failures(String topic) {
    LongAdder sum = failed.get(topic);
    return sum == null ? 0 : sum.sum();
  }

  /** How many acknowledged records have no count, because there were too many. */
  long uncounted() {
    return uncounted.sum();
  }

  /** All counts that are not retired. */
  Collection<WindowCount> all() {
    return counts.values();
  }

  /**
   * Forgets published counts of windows that ended before a time; all published ones if there is no
   * room for others. A record that comes later gets a new count, with a new sequence number.
   */
  void forget(long beforeMillis) {
    boolean full = counts.size() >= most;
    counts
        .values()
        .removeIf(count -> (full || count.endMillis() <= beforeMillis) && count.retire());
  }
}
