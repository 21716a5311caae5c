package io.camus.it.bench;

/**
 * How many records there are, and the sum of their {@linkplain RecordHash hashes}: equal for the
 * same records in any order, and different as soon as one of them is missing, doubled or altered.
 */
record Tally(long records, long sum) {
  static final Tally NOTHING = new Tally(0, 0);

  Tally plus(long hash) {
    return new Tally(records + 1, sum + hash);
  }

  Tally plus(Tally other) {
    return new Tally(records + other.records, sum + other.sum);
  }
}
