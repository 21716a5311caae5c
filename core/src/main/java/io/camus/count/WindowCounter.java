package io.camus.count;

import static java.util.Objects.requireNonNull;

import io.camus.model.WindowCount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the records of one topic-partition by window of event time, server and service. Not safe
 * for use by several threads.
 *
 * <p>Counting allocates only for new keys; memory grows with the number of distinct keys. A record
 * with the same window as the last record of its server and service costs a few comparisons; any
 * other is looked up in an open-addressed table with linear probing, at most half full.
 */
final class WindowCounter implements RecordCounter {
  private static final int FIRST_CAPACITY = 16;

  /** Fibonacci hashing: similar numbers are spread far apart. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final long granularityMillis;
  private final CountBound bound;
  private Cell[] table = new Cell[FIRST_CAPACITY];
  private int size;

  /** The most recent cells, at the place of their server and service, regardless of window. */
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
  public void add(long eventTimeMillis, String server, String service) {
    Cell cell = recent[place(server, service)];
    if (cell == null || !cell.holds(eventTimeMillis, server, service)) {
      cell = found(eventTimeMillis, bound.shortened(server), bound.shortened(service));
      recent[place(server, service)] = cell;
    }
    cell.count++;
  }

  @Override
  public List<WindowCount> counts() {
    List<WindowCount> counts = new ArrayList<>(size);
    for (Cell cell : table) {
      if (cell != null) {
        counts.add(new WindowCount(cell.firstMillis, cell.server, cell.service, cell.count));
      }
    }
    counts.sort(TopicCounts.ORDER);
    return counts;
  }

  /** The cell of a record: its own, or the one for all others in its window. */
  private Cell found(long eventTimeMillis, String server, String service) {
    int slot = slotOf(eventTimeMillis, server, service);
    if (table[slot] != null) {
      return table[slot];
    }
    if (bound.hasRoom()) {
      return added(slot, eventTimeMillis, server, service);
    }
    String others = CountBound.OTHER_SERVERS;
    slot = slotOf(eventTimeMillis, others, CountBound.OTHER_SERVICES);
    return table[slot] == null
        ? added(slot, eventTimeMillis, others, CountBound.OTHER_SERVICES)
        : table[slot];
  }

  /** The index of the cell of a window, server and service, or where to insert it. */
  private int slotOf(long eventTimeMillis, String server, String service) {
    int slot = slot(windowStart(eventTimeMillis), server, service);
    while (table[slot] != null && !table[slot].holds(eventTimeMillis, server, service)) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }

  private Cell added(int slot, long eventTimeMillis, String server, String service) {
    long first = windowStart(eventTimeMillis);
    Cell cell = new Cell(first, windowLast(first), server, service);
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
        int slot = slot(cell.firstMillis, cell.server, cell.service);
        while (table[slot] != null) {
          slot = (slot + 1) & (table.length - 1);
        }
        table[slot] = cell;
      }
    }
  }

  private int place(String server, String service) {
    long hash = (server.hashCode() * 31L + service.hashCode()) * SPREAD;
    return (int) (hash >>> 32) & (recent.length - 1);
  }

  private int slot(long firstMillis, String server, String service) {
    long hash = firstMillis / granularityMillis;
    hash = hash * 31 + server.hashCode();
    hash = (hash * 31 + service.hashCode()) * SPREAD;
    return (int) (hash >>> 32) & (table.length - 1);
  }

  /** The largest multiple of the granularity at or before a time, clipped to the earliest time. */
  private long windowStart(long eventTimeMillis) {
    long start = eventTimeMillis - Math.floorMod(eventTimeMillis, granularityMillis);
    return start > eventTimeMillis ? Long.MIN_VALUE : start;
  }

  private long windowLast(long firstMillis) {
    if (firstMillis == Long.MIN_VALUE) {
      return windowStart(Long.MIN_VALUE + granularityMillis) - 1;
    }
    long lastMillis = firstMillis + (granularityMillis - 1);
    return lastMillis < firstMillis ? Long.MAX_VALUE : lastMillis;
  }

  /** The count of one key. */
  private static final class Cell {
    final long firstMillis;
    final long lastMillis;
    final String server;
    final String service;
    long count;

    Cell(long firstMillis, long lastMillis, String server, String service) {
      this.firstMillis = firstMillis;
      this.lastMillis = lastMillis;
      this.server = requireNonNull(server, "server");
      this.service = requireNonNull(service, "service");
    }

    boolean holds(long eventTimeMillis, String otherServer, String otherService) {
      // String.equals compares identity first, which is the usual case.
      return firstMillis <= eventTimeMillis
          && eventTimeMillis <= lastMillis
          && server.equals(otherServer)
          && service.equals(otherService);
    }
  }
}
