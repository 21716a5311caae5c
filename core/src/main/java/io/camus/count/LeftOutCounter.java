package io.camus.count;

import io.camus.model.LeftOut;
import io.camus.model.LeftOut.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Counts the records of a group that are in no data file, by partition, reason and window. {@link
 * #add} runs only for such records. Not thread-safe.
 */
public final class LeftOutCounter {
  /** Kafka's time of a record that has none. */
  private static final long NO_TIME = -1;

  private static final Comparator<LeftOut> ORDER =
      Comparator.comparingInt(LeftOut::partition)
          .thenComparing(LeftOut::reason)
          .thenComparingLong(row -> row.windowStartMillis().orElse(Long.MIN_VALUE))
          .thenComparing(row -> row.windowStartMillis().isPresent());

  private final long windowMillis;
  private final LeftOutBound bound;
  private final Map<Key, Cell> cells = new HashMap<>();

  private record Key(int partition, Reason reason, OptionalLong windowStartMillis) {}

  private static final class Cell {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    long count;

    void add(long offset) {
      first = Math.min(first, offset);
      last = Math.max(last, offset);
      count++;
    }
  }

  /**
   * @param windowMillis the length of a window; 0 if counts are off
   * @param bound bounds the number of counts of all counters of a task
   */
  LeftOutCounter(long windowMillis, LeftOutBound bound) {
    this.windowMillis = windowMillis;
    this.bound = bound;
  }

  /** Counts a record that the history limit leaves out, in the window of its event time. */
  public void addOld(int partition, long eventTimeMillis, long offset) {
    if (windowMillis > 0) {
      add(partition, Reason.HISTORY_LIMIT, window(eventTimeMillis), offset);
    }
  }

  /**
   * Counts a record without event time.
   *
   * @param kafkaTimeMillis -1 if it has none
   */
  public void add(int partition, Reason reason, long kafkaTimeMillis, long offset) {
    if (windowMillis > 0) {
      add(
          partition,
          reason,
          kafkaTimeMillis == NO_TIME ? OptionalLong.empty() : window(kafkaTimeMillis),
          offset);
    }
  }

  private OptionalLong window(long timeMillis) {
    return OptionalLong.of(WindowCounter.windowStart(timeMillis, windowMillis));
  }

  private void add(int partition, Reason reason, OptionalLong window, long offset) {
    Key key = new Key(partition, reason, window);
    Cell cell = cells.get(key);
    if (cell == null) {
      Key place =
          window.isEmpty() || bound.hasRoom()
              ? key
              : new Key(partition, reason, OptionalLong.empty());
      cell = cells.computeIfAbsent(place, it -> new Cell());
    }
    cell.add(offset);
  }

  /** What was counted, sorted by partition, reason and window; first that without a window. */
  public List<LeftOut> rows() {
    List<LeftOut> rows = new ArrayList<>(cells.size());
    cells.forEach(
        (key, cell) ->
            rows.add(
                new LeftOut(
                    key.partition(),
                    key.reason(),
                    key.windowStartMillis(),
                    cell.first,
                    cell.last,
                    cell.count)));
    rows.sort(ORDER);
    return rows;
  }
}
