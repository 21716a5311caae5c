package io.camus.store;

import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * A store that passes every call on to another one, for those that do some of them otherwise. What
 * a store makes of renames is made of its own calls.
 */
public abstract class ForwardingStore extends FileSystemStore {
  private final FileSystemStore store;

  protected ForwardingStore(FileSystemStore store) {
    this.store = store;
  }

  @Override
  public String temporaryName() {
    return store.temporaryName();
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
  public Optional<Child> find(StorePath path) throws IOException {
    return store.find(path);
  }

  @Override
  public List<Child> children(StorePath directory) throws IOException {
    return store.children(directory);
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
  public void deleteAll(StorePath path) throws IOException {
    store.deleteAll(path);
  }
}
