package io.camus.count;

import io.camus.model.Origin;
import io.camus.model.WindowCount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the records of one topic-partition by window of event time, server and service. Not safe
 * for use by several threads.
 *
 * <p>Counting allocates only for new keys; memory grows with the number of distinct keys. A record
 * with the same window as the last record of its origin costs a few comparisons; any other is
 * looked up in an open-addressed table with linear probing, at most half full.
 */
final class WindowCounter implements RecordCounter {
  private static final int FIRST_CAPACITY = 16;

  /** Fibonacci hashing: similar numbers are spread far apart. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final long granularityMillis;
  private final CountBound bound;
  private Cell[] table = new Cell[FIRST_CAPACITY];
  private int size;

  /** The most recent cells, at the place of their origin, regardless of window. */
  private Cell[] recent = new Cell[FIRST_CAPACITY];

  /**
   * @param granularity the length of a window, at least 1 ms; windows start at its multiples since
   *     the epoch
   * @param bound bounds the number of counts
   */
  WindowCounter(Duration granularity, CountBound bound) {
    this.granularityMillis = granularity.toMillis();
    this.bound = bound;
    if (granularityMillis < 1) {
      throw new IllegalArgumentException("not a window length: " + granularity);
    }
  }

  @Override
  public void add(long eventTimeMillis, Origin origin) {
    Cell cell = recent[place(origin)];
    if (cell == null || !cell.holds(eventTimeMillis, origin)) {
      cell = found(eventTimeMillis, bound.shortened(origin));
      recent[place(origin)] = cell;
    }
    cell.count++;
  }

  @Override
  public List<WindowCount> counts() {
    List<WindowCount> counts = new ArrayList<>(size);
    for (Cell cell : table) {
      if (cell != null) {
        counts.add(
            new WindowCount(
                cell.firstMillis, cell.origin.server(), cell.origin.service(), cell.count));
      }
    }
    counts.sort(TopicCounts.ORDER);
    return counts;
  }

  /** The cell of a record: its own, or the one for all others in its window. */
  private Cell found(long eventTimeMillis, Origin origin) {
    int slot = slotOf(eventTimeMillis, origin);
    if (table[slot] != null) {
      return table[slot];
    }
    if (bound.hasRoom()) {
      return added(slot, eventTimeMillis, origin);
    }
    slot = slotOf(eventTimeMillis, CountBound.OTHERS);
    return table[slot] == null ? added(slot, eventTimeMillis, CountBound.OTHERS) : table[slot];
  }

  /** The index of the cell of a window and origin, or where to insert it. */
  private int slotOf(long eventTimeMillis, Origin origin) {
    int slot = slot(windowStart(eventTimeMillis, granularityMillis), origin);
    while (table[slot] != null && !table[slot].holds(eventTimeMillis, origin)) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }

  private Cell added(int slot, long eventTimeMillis, Origin origin) {
    long first = windowStart(eventTimeMillis, granularityMillis);
    Cell cell = new Cell(first, windowLast(first), origin);
    table[slot] = cell;
    size++;
    if (2 * size > table.length) {
      grow();
    }
    return cell;
  }

  private void grow() {
    Cell[] old = table;
    table = new Cell[2 * old.length];
    recent = new Cell[table.length];
    for (Cell cell : old) {
      if (cell != null) {
        int slot = slot(cell.firstMillis, cell.origin);
        while (table[slot] != null) {
          slot = (slot + 1) & (table.length - 1);
        }
        table[slot] = cell;
      }
    }
  }

  private int place(Origin origin) {
    long hash = origin.hashCode() * SPREAD;
    return (int) (hash >>> 32) & (recent.length - 1);
  }

  private int slot(long firstMillis, Origin origin) {
    long hash = (firstMillis / granularityMillis * 31 + origin.hashCode()) * SPREAD;
    return (int) (hash >>> 32) & (table.length - 1);
  }

  /** The largest multiple of the granularity at or before a time, clipped to the earliest time. */
  static long windowStart(long eventTimeMillis, long granularityMillis) {
    long start = eventTimeMillis - Math.floorMod(eventTimeMillis, granularityMillis);
    return start > eventTimeMillis ? Long.MIN_VALUE : start;
  }

  private long windowLast(long firstMillis) {
    if (firstMillis == Long.MIN_VALUE) {
      return windowStart(Long.MIN_VALUE + granularityMillis, granularityMillis) - 1;
    }
    long lastMillis = firstMillis + (granularityMillis - 1);
    return lastMillis < firstMillis ? Long.MAX_VALUE : lastMillis;
  }

  /** The count of one key. */
  private static final class Cell {
    final long firstMillis;
    final long lastMillis;
    final Origin origin;
    long count;

    Cell(long firstMillis, long lastMillis, Origin origin) {
      this.firstMillis = firstMillis;
      this.lastMillis = lastMillis;
      this.origin = origin;
    }

    boolean holds(long eventTimeMillis, Origin other) {
      // Identity first, which is the usual case.
      return firstMillis <= eventTimeMillis
          && eventTimeMillis <= lastMillis
          && origin.equals(other);
    }
  }
}
