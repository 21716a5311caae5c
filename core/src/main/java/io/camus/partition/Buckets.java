package io.camus.partition;

import io.camus.spi.Partitioner.Bucket;

/** Cuts time into buckets. */
interface Buckets {
  Bucket bucket(long eventTimeMillis);

  /**
   * Buckets of a shorter time in directories of a longer one, so that a directory has several of
   * them.
   *
   * @param directories name the directories
   * @param files cut them
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
