package io.camus.hadoop;

import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.io.IOUtils;

/**
 * A new file of a Hadoop file system that is on disk when {@link #close} returns. After a failure,
 * HDFS throws the same exception instance at every call, which breaks try-with-resources; this
 * class throws a new exception each time.
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

  /** Does nothing: visibility to readers is decided by {@link #close}. */
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
    return new IOException(path + " is incomplete: an earlier write failed", failure);
  }
}
