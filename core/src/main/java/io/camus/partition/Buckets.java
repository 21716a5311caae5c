package io.camus.partition;

import io.camus.spi.Partitioner.Bucket;

/** Cuts time into buckets. */
interface Buckets {
  Bucket bucket(long eventTimeMillis);

  /**
   * Shorter buckets in longer directories, so a directory has several buckets.
   *
   * @param directories name the directories
   * @param files split them
   */
  record Nested(Buckets directories, Buckets files) implements Buckets {
    @Override
    public Bucket bucket(long eventTimeMillis) {
      Bucket outer = directories.bucket(eventTimeMillis);
      Bucket inner = files.bucket(eventTimeMillis);
      return new Bucket(
          Math.max(outer.startMillis(), inner.startMillis()),
          Math.min(outer.endMillis(), inner.endMillis()),
          outer.directory());
    }
  }
}
