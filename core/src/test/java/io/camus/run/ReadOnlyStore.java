package io.camus.run;

import io.camus.spi.StorePath;
import io.camus.store.FileSystemStore;
import io.camus.store.ForwardingStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A store that refuses every change, as a defect of the caller. */
final class ReadOnlyStore extends ForwardingStore {
  private int opened;

  ReadOnlyStore(FileSystemStore store) {
    super(store);
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
    return super.open(file);
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
  public void deleteAll(StorePath directory) {
    throw refused("delete", directory);
  }
}
