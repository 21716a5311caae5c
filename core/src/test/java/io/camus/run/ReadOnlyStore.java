package io.camus.run;

import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** A store that refuses every change, as a defect of the caller. */
final class ReadOnlyStore implements Store {
  private final Store store;
  private int opened;

  ReadOnlyStore(Store store) {
    this.store = store;
  }

  /** How many files were opened so far. */
  int opened() {
    return opened;
  }

  private static AssertionError refused(String change, StorePath path) {
    return new AssertionError("nobody may " + change + " " + path);
  }

  @Override
  public void makeDirectories(StorePath directory) {
    throw refused("make", directory);
  }

  @Override
  public OutputStream create(StorePath file) {
    throw refused("create", file);
  }

  @Override
  public InputStream open(StorePath file) throws IOException {
    opened++;
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
  public void rename(StorePath from, StorePath to) {
    throw refused("rename", from);
  }

  @Override
  public void delete(StorePath path) {
    throw refused("delete", path);
  }

  @Override
  public void deleteTree(StorePath directory) {
    throw refused("delete", directory);
  }
}
