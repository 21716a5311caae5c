package io.camus.store;

import io.camus.spi.Content;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A store that passes every call on to another one, for those that do some of them otherwise. A put
 * is made of its own calls.
 */
public abstract class ForwardingStore implements Store {
  private final Store store;
  private final PutByRename puts = new PutByRename(this);

  protected ForwardingStore(Store store) {
    this.store = store;
  }

  @Override
  public void putIfAbsent(StorePath path, Content content) throws IOException {
    puts.put(path, content);
  }

  @Override
  public void sweep(StorePath directory, Instant before) throws IOException {
    puts.sweep(directory, before);
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
  public List<Entry> list(StorePath directory) throws IOException {
    return store.list(directory);
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
  public Optional<Long> quotaBytes(StorePath directory) throws IOException {
    return store.quotaBytes(directory);
  }

  @Override
  public Optional<Long> freeBytes(StorePath directory) throws IOException {
    return store.freeBytes(directory);
  }

  @Override
  public void deleteTree(StorePath directory) throws IOException {
    store.deleteTree(directory);
  }
}
