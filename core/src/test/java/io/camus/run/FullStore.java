package io.camus.run;

import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * A store without a byte of room, until something is deleted that holds any. Names cost nothing:
 * directories, empty files and renames still work.
 */
final class FullStore implements Store {
  private final Store store;
  private boolean full = true;

  FullStore(Store store) {
    this.store = store;
  }

  boolean isFull() {
    return full;
  }

  @Override
  public void makeDirectories(StorePath directory) throws IOException {
    store.makeDirectories(directory);
  }

  @Override
  public OutputStream create(StorePath file) throws IOException {
    return new FilterOutputStream(store.create(file)) {
      @Override
      public void write(int value) throws IOException {
        checkRoom();
        out.write(value);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        checkRoom();
        out.write(bytes, offset, length);
      }
    };
  }

  private void checkRoom() throws IOException {
    if (full) {
      throw new IOException("No space left on device");
    }
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
    full &= bytes(path) == 0;
    store.delete(path);
  }

  @Override
  public void deleteTree(StorePath directory) throws IOException {
    full &= bytes(directory) == 0;
    store.deleteTree(directory);
  }

  private long bytes(StorePath path) throws IOException {
    Optional<Entry> entry = store.stat(path);
    if (entry.isEmpty() || !entry.get().directory()) {
      return entry.map(Entry::length).orElse(0L);
    }
    long bytes = 0;
    for (Entry child : store.list(path)) {
      bytes += bytes(child.path());
    }
    return bytes;
  }
}
