package io.camus.run;

import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A store that breaks its contract: a listing may be as old as the last one of that directory, so
 * that new files are missing from it and deleted ones are not. All other calls see what is there.
 */
final class StaleListings implements Store {
  private final Store store;
  private final Random random;
  private final Map<StorePath, List<Entry>> seen = new HashMap<>();

  StaleListings(Store store, Random random) {
    this.store = store;
    this.random = random;
  }

  @Override
  public List<Entry> list(StorePath directory) throws IOException {
    if (random.nextInt(3) == 0) {
      return seen.getOrDefault(directory, List.of());
    }
    List<Entry> fresh = store.list(directory);
    seen.put(directory, fresh);
    return fresh;
  }

  @Override
  public void makeDirectories(StorePath directory) throws IOException {
    store.makeDirectories(directory);
  }

  @Override
  public OutputStream create(StorePath file) throws IOException {
    return store.create(file);
  }

  @Override
  public InputStream open(StorePath file) throws IOException {
    return store.open(file);
  }

  @Override
  public Optional<Entry> stat(StorePath path) throws IOException {
    return store.stat(path);
  }

  @Override
  public void rename(StorePath from, StorePath to) throws IOException {
    store.rename(from, to);
  }

  @Override
  public void delete(StorePath path) throws IOException {
    store.delete(path);
  }

  @Override
  public void deleteTree(StorePath directory) throws IOException {
    store.deleteTree(directory);
  }
}
