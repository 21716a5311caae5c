package io.camus.model;

import static java.util.Objects.requireNonNull;

/**
 * What was committed into a directory of a topic since the directory was last completed.
 *
 * @param directory absolute, as in the destinations of its files
 * @param files number of data files, at least 1
 * @param records number of records
 * @param firstEventMillis smallest event time, milliseconds since the epoch
 */
public record BucketSums(String directory, long files, long records, long firstEventMillis) {
  public BucketSums {
    requireNonNull(directory, "directory");
    if (files < 1 || records < 0) {
      throw new IllegalArgumentException(directory + " has no files");
    }
  }

  /** With one more file. */
  public BucketSums plus(DataFile file) {
    return new BucketSums(
        directory,
        files + 1,
        records + file.records(),
        Math.min(firstEventMillis, file.firstEventMillis()));
  }
}
