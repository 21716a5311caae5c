package io.camus.books;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was counted in one window of a topic. */
final class WindowTally {
  /** The sum of each tier in the audit topic. */
  final SortedMap<String, Long> tiers = new TreeMap<>();

  /** Why the counts of this window cannot be trusted; usually empty. */
  final SortedSet<String> doubts = new TreeSet<>();

  long written;
  long leftOut;
  long late;

  void add(String tier, long count) {
    tiers.merge(tier, count, Long::sum);
  }

  /** What the brokers held, as far as it was pulled. */
  long held() {
    return written + leftOut;
  }
}
