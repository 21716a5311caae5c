package io.camus.it.soak;

import java.time.Duration;

/**
 * The result of a soak.
 *
 * @param runs runs that were started, without the undisturbed one at the end
 * @param drivers drivers that were killed
 * @param tasks containers of tasks that were killed
 * @param refused runs that ended with 3 because the application of a killed driver was still alive
 * @param adopted adopted runs
 * @param messages committed messages in Kafka
 * @param deadLetters how many of them are dead letters
 * @param bytes length of the published files
 * @param lost messages that are in no file
 * @param doubled messages that are in the files more often than in Kafka
 * @param altered records in files that are not in Kafka like this
 * @param verified the exit code of {@code camus verify --deep --against-kafka}
 * @param time wall time of everything
 */
record SoakResult(
    int runs,
    int drivers,
    int tasks,
    int refused,
    long adopted,
    long messages,
    long deadLetters,
    long bytes,
    long lost,
    long doubled,
    long altered,
    int verified,
    Duration time) {

  /** Whether every message is there exactly once, also according to verify. */
  boolean isGood() {
    return lost == 0 && doubled == 0 && altered == 0 && verified == 0;
  }
}
