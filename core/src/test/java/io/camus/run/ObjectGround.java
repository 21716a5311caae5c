package io.camus.run;

import io.camus.objectstore.MemoryObjects;
import io.camus.objectstore.MemoryPart;
import io.camus.objectstore.ObjectClient;
import io.camus.objectstore.ObjectStore;
import io.camus.run.FaultyStore.Schedule;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An object store with tiny parts. */
final class ObjectGround implements Ground {
  private static final int PART_BYTES = 512;

  private final MemoryObjects objects;
  private final AtomicInteger marks = new AtomicInteger();

  /** Keys that a process has found free and will now complete. Nobody else may write them. */
  private final Set<String> completing = ConcurrentHashMap.newKeySet();

  ObjectGround(InstantSource clock) {
    this.objects = new MemoryObjects(clock);
  }

  private Store store(ObjectClient through) {
    return new ObjectStore(
        through,
        PART_BYTES,
        MemoryPart::new,
        () -> String.format(Locale.ROOT, "mark-%d", marks.incrementAndGet()));
  }

  @Override
  public Store store() {
    return store(objects);
  }

  @Override
  public Disturbed disturbed(Schedule schedule, Runnable meanwhile) {
    FaultyObjects faulty = new FaultyObjects(objects, schedule, meanwhile, completing);
    return new Disturbed(store(faulty), faulty::calls);
  }

  @Override
  public Store stale(Random random, Schedule schedule) {
    throw new UnsupportedOperationException("object stores list what was written");
  }

  @Override
  public SortedMap<StorePath, byte[]> files() {
    return objects.objects();
  }

  @Override
  public List<StorePath> hidden() {
    return objects.uploads();
  }

  @Override
  public boolean write(StorePath path, byte[] content) throws IOException {
    if (completing.contains(path.value())) {
      return false;
    }
    objects.putIfAbsent(path.value(), content);
    return true;
  }

  @Override
  public void move(StorePath from, StorePath to) throws IOException {
    try (InputStream in = objects.get(from.value())) {
      objects.putIfAbsent(to.value(), in.readAllBytes());
    }
    objects.delete(from.value());
  }
}
