package io.camus.store;

import io.camus.spi.StorePath;
import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;

/** Counts the data files that are open for writing at once. */
public final class CountingStore extends ForwardingStore {
  private int open;
  private int mostOpen;
  private int runs;
  private int limit = Integer.MAX_VALUE;
  private String damaged = "/";
  private int damagedAt;

  public CountingStore(FileSystemStore store) {
    super(store);
  }

  public int open() {
    return open;
  }

  public int mostOpen() {
    return mostOpen;
  }

  /** How many run files of the spill were made. */
  public int runs() {
    return runs;
  }

  /** From now on no more files than this can be open, as where {@code ulimit -n} is low. */
  public void limitOpen(int files) {
    limit = files;
  }

  /** Files with this ending are read with one byte changed. */
  public void damage(String ending, int at) {
    damaged = ending;
    damagedAt = at;
  }

  @Override
  public InputStream open(StorePath file) throws IOException {
    InputStream opened = super.open(file);
    if (!file.name().endsWith(damaged)) {
      return opened;
    }
    byte[] bytes = opened.readAllBytes();
    bytes[damagedAt] ^= 1;
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public OutputStream create(StorePath file) throws IOException {
    if (open >= limit) {
      throw new FileSystemException(file.value(), null, "Too many open files");
    }
    OutputStream created = super.create(file);
    runs += file.name().endsWith(".spill") ? 1 : 0;
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
}
