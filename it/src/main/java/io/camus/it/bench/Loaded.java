package io.camus.it.bench;

import java.util.Locale;

/**
 * A topic that was filled.
 *
 * @param workload what it was filled with
 * @param bytes of all values
 * @param values the values as they are in Kafka
 * @param content expected content of data files: the same, or Avro data
 */
record Loaded(Workload workload, long bytes, Tally values, Tally content) {

  /**
   * Compares what a contender moved with the topic.
   *
   * @throws IllegalStateException if it differs
   */
  static void require(Tally expected, Tally moved) {
    if (!moved.equals(expected)) {
      throw new IllegalStateException(
          moved.records() == expected.records()
              ? String.format(
                  Locale.ROOT,
                  "all %,d messages were moved, but some were altered",
                  moved.records())
              : String.format(
                  Locale.ROOT,
                  "%,d of %,d messages were moved",
                  moved.records(),
                  expected.records()));
    }
  }
}
