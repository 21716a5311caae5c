package io.camus.mapreduce;

import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;

/** A new file of a Hadoop file system that is on disk once {@link #close} has returned. */
final class SyncedFile extends OutputStream {
  private final FSDataOutputStream file;
  private final StorePath path;
  private boolean open = true;

  SyncedFile(FSDataOutputStream file, StorePath path) {
    this.file = file;
    this.path = path;
  }

  @Override
  public void write(int b) throws IOException {
    try {
      file.write(b);
    } catch (IOException e) {
      throw HadoopErrors.translate(e, path);
    }
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      file.write(bytes, from, length);
    } catch (IOException e) {
      throw HadoopErrors.translate(e, path);
    }
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
    } catch (IOException e) {
      throw HadoopErrors.translate(e, path);
    }
  }
}
