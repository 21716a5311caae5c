package io.camus.mapreduce;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;

/** A new file of a Hadoop file system that is on disk once {@link #close} has returned. */
final class SyncedFile extends OutputStream {
  private final FSDataOutputStream file;
  private boolean open = true;

  SyncedFile(FSDataOutputStream file) {
    this.file = file;
  }

  @Override
  public void write(int b) throws IOException {
    file.write(b);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    file.write(bytes, from, length);
  }

  /** Does nothing: what readers may see is decided by {@link #close}. */
  @Override
  public void flush() {}

  @Override
  public void close() throws IOException {
    if (!open) {
      return;
    }
    open = false;
    try (file) {
      file.hsync();
    }
  }
}
