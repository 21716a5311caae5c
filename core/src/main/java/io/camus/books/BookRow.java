package io.camus.books;

import java.util.Collections;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One window of a topic in the books.
 *
 * @param topic the topic
 * @param beginMillis begin of the window, milliseconds since the epoch
 * @param endMillis its end, exclusive
 * @param tiers the sum of each tier before ours; a tier without counts of this window is not in it
 * @param held what the brokers held, as far as it was pulled: written and left out
 * @param written records in data files
 * @param leftOut records that were rejected or skipped
 * @param late written records that arrived after a run had pulled everything
 * @param verdict the state of the window
 */
public record BookRow(
    String topic,
    long beginMillis,
    long endMillis,
    SortedMap<String, Long> tiers,
    long held,
    long written,
    long leftOut,
    long late,
    Verdict verdict) {
  public BookRow {
    tiers = Collections.unmodifiableSortedMap(new TreeMap<>(tiers));
  }

  /** How many more messages the brokers held than a tier counted; negative if fewer. */
  public OptionalLong difference(String tier) {
    Long count = tiers.get(tier);
    return count == null ? OptionalLong.empty() : OptionalLong.of(held - count);
  }
}
