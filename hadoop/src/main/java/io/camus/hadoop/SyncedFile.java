package io.camus.hadoop;

import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.io.IOUtils;

/**
 * A new file of a Hadoop file system that is on disk once {@link #close} has returned. HDFS throws
 * one and the same exception again at every call after the first that failed, which no
 * try-with-resources survives: here each failure is an exception of its own.
 */
final class SyncedFile extends OutputStream {
  private final FSDataOutputStream file;
  private final StorePath path;
  private IOException failure;
  private boolean open = true;

  SyncedFile(FSDataOutputStream file, StorePath path) {
    this.file = file;
    this.path = path;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      file.write(bytes, from, length);
    } catch (IOException e) {
      throw failed(e);
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
    try {
      file.hsync();
      file.close();
    } catch (IOException e) {
      IOUtils.closeStream(file);
      throw failed(e);
    }
  }

  private IOException failed(IOException e) {
    if (failure == null) {
      failure = HadoopErrors.translate(e, path);
      return failure;
    }
    return new IOException(path + " is not whole: an earlier write failed", failure);
  }
}
