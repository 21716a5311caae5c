package io.camus.pull;

import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** Counts the data files that are open for writing at once. */
final class CountingStore implements Store {
  private final Store store;
  private int open;
  private int mostOpen;

  CountingStore(Store store) {
    this.store = store;
  }

  int open() {
    return open;
  }

  int mostOpen() {
    return mostOpen;
  }

  @Override
  public OutputStream create(StorePath file) throws IOException {
    OutputStream created = store.create(file);
    if (!file.parent().name().equals("data")) {
      return created;
    }
    mostOpen = Math.max(mostOpen, ++open);
    return new FilterOutputStream(created) {
      private boolean closed;

      @Override
      public void close() throws IOException {
        if (!closed) {
          closed = true;
          open--;
        }
        super.close();
      }
    };
  }

  @Override
  public void makeDirectories(StorePath directory) throws IOException {
    store.makeDirectories(directory);
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
  public void deleteTree(StorePath directory) throws IOException {
    store.deleteTree(directory);
  }
}
