package io.camus.it.bench;

import java.util.Locale;

/**
 * A topic that was filled.
 *
 * @param workload what it was filled with
 * @param bytes of all values
 * @param values the values as they are in Kafka
 * @param content what data files are to hold: the same, or Avro's datums
 */
record Loaded(Workload workload, long bytes, Tally values, Tally content) {

  /**
   * Compares what a contender moved with what there is to move.
   *
   * @throws IllegalStateException if it differs
   */
  static void require(Tally expected, Tally moved) {
    if (!moved.equals(expected)) {
      throw new IllegalStateException(
          moved.records() == expected.records()
              ? String.format(
                  Locale.ROOT,
                  "all %,d messages were moved, but not all as they are",
                  moved.records())
              : String.format(
                  Locale.ROOT,
                  "%,d messages of %,d were moved",
                  moved.records(),
                  expected.records()));
    }
  }
}
