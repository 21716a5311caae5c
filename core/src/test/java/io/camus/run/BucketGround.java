package io.camus.run;

import io.camus.run.FaultyStore.Schedule;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.store.Bucket;
import io.camus.store.BucketStore;
import io.camus.store.MemoryBucket;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An object store with tiny parts. */
final class BucketGround implements Ground {
  private static final int PART_BYTES = 512;

  private final MemoryBucket bucket;
  private final AtomicInteger marks = new AtomicInteger();

  BucketGround(InstantSource clock) {
    this.bucket = new MemoryBucket(clock);
  }

  private Store store(Bucket through) {
    return new BucketStore(
        through, PART_BYTES, () -> String.format(Locale.ROOT, "mark-%d", marks.incrementAndGet()));
  }

  @Override
  public Store store() {
    return store(bucket);
  }

  @Override
  public Disturbed disturbed(Schedule schedule, Runnable meanwhile) {
    FaultyBucket faulty = new FaultyBucket(bucket, schedule, meanwhile);
    return new Disturbed(store(faulty), faulty::calls);
  }

  @Override
  public Store stale(Random random, Schedule schedule) {
    throw new UnsupportedOperationException("object stores list what was written");
  }

  @Override
  public SortedMap<StorePath, byte[]> files() {
    return bucket.objects();
  }

  @Override
  public List<StorePath> hidden() {
    return bucket.uploads();
  }

  @Override
  public void write(StorePath path, byte[] content) throws IOException {
    bucket.putIfAbsent(path.value(), content);
  }

  @Override
  public void move(StorePath from, StorePath to) throws IOException {
    try (InputStream in = bucket.get(from.value())) {
      bucket.putIfAbsent(to.value(), in.readAllBytes());
    }
    bucket.delete(from.value());
  }
}
