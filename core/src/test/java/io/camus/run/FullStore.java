package io.camus.run;

import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.store.ForwardingStore;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * A store without a byte of room, until something is deleted that holds any. Names cost nothing:
 * directories, empty files and renames still work.
 */
final class FullStore extends ForwardingStore {
  private boolean full = true;

  FullStore(Store store) {
    super(store);
  }

  boolean isFull() {
    return full;
  }

  @Override
  public OutputStream create(StorePath file) throws IOException {
    return new FilterOutputStream(super.create(file)) {
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
  public void delete(StorePath path) throws IOException {
    full &= bytes(path) == 0;
    super.delete(path);
  }

  @Override
  public void deleteTree(StorePath directory) throws IOException {
    full &= bytes(directory) == 0;
    super.deleteTree(directory);
  }

  private long bytes(StorePath path) throws IOException {
    Optional<Entry> entry = stat(path);
    if (entry.isEmpty() || !entry.get().directory()) {
      return entry.map(Entry::length).orElse(0L);
    }
    long bytes = 0;
    for (Entry child : list(path)) {
      bytes += bytes(child.path());
    }
    return bytes;
  }
}
