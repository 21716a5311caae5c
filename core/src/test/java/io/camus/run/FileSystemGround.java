package io.camus.run;

import io.camus.run.FaultyStore.Schedule;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.store.MemoryStore;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;

/** A file system with HDFS's habits. */
record FileSystemGround(MemoryStore store) implements Ground {
  @Override
  public Disturbed disturbed(Schedule schedule, Runnable meanwhile) {
    FaultyStore faulty = new FaultyStore(store, schedule, meanwhile);
    return new Disturbed(faulty, faulty::calls);
  }

  @Override
  public Store stale(Random random, Schedule schedule) {
    return new FaultyStore(new StaleListings(store, random), schedule, () -> {});
  }

  @Override
  public SortedMap<StorePath, byte[]> files() {
    return store.files();
  }

  /** A staged file is one that a reader sees. */
  @Override
  public List<StorePath> hidden() {
    return List.of();
  }

  @Override
  public boolean write(StorePath path, byte[] content) throws IOException {
    store.makeDirectories(path.parent());
    try (OutputStream out = store.create(path)) {
      out.write(content);
    }
    return true;
  }

  @Override
  public void move(StorePath from, StorePath to) throws IOException {
    store.makeDirectories(to.parent());
    store.rename(from, to);
  }
}
