package io.camus.run;

import io.camus.spi.StorePath;
import io.camus.store.FileSystemStore;
import io.camus.store.ForwardingStore;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A store without a byte of room, until something is deleted that holds any. Names cost nothing:
 * directories, empty files and renames still work.
 */
final class FullStore extends ForwardingStore {
  private boolean full = true;

  FullStore(FileSystemStore store) {
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
  public void deleteAll(StorePath directory) throws IOException {
    full &= bytes(directory) == 0;
    super.deleteAll(directory);
  }

  private long bytes(StorePath path) throws IOException {
    long[] bytes = {0};
    forEach(path, file -> bytes[0] += file.length());
    return bytes[0];
  }
}
