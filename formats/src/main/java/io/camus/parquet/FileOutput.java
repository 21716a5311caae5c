package io.camus.parquet;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * A stream as Parquet's output file. It collects small writes, and fails once: after its first
 * failure it ignores all bytes, and closes without reporting the same fault again. The underlying
 * stream is closed exactly once.
 */
final class FileOutput extends PositionOutputStream implements OutputFile {
  private static final int BUFFER_BYTES = 1 << 12;

  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int buffered;
  private long position;
  private boolean failed;
  private boolean closed;

  /** The bytes that are held back; null if none are. */
  private ByteArrayOutputStream held;

  FileOutput(OutputStream out) {
    this.out = requireNonNull(out);
  }

  /** Makes it ignore all further bytes. */
  void fail() {
    failed = true;
  }

  /** Holds back all further bytes, and stays open, until {@link #release}. */
  void hold() throws IOException {
    drain();
    held = new ByteArrayOutputStream();
  }

  /** The bytes that were held back; the file does not have them. */
  byte[] release() throws IOException {
    drain();
    byte[] bytes = held.toByteArray();
    held = null;
    position -= bytes.length;
    return bytes;
  }

  boolean hasFailed() {
    return failed;
  }

  @Override
  public long getPos() {
    return position;
  }

  @Override
  public void write(int b) throws IOException {
    if (buffered == BUFFER_BYTES) {
      drain();
    }
    buffer[buffered++] = (byte) b;
    position++;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length > BUFFER_BYTES - buffered) {
      drain();
    }
    if (length > BUFFER_BYTES) {
      pass(bytes, offset, length);
    } else {
      System.arraycopy(bytes, offset, buffer, buffered, length);
      buffered += length;
    }
    position += length;
  }

  private void drain() throws IOException {
    pass(buffer, 0, buffered);
    buffered = 0;
  }

  private void pass(byte[] bytes, int offset, int length) throws IOException {
    if (held != null) {
      held.write(bytes, offset, length);
    } else if (!failed && length > 0) {
      failed = true; // Until it is done.
      out.write(bytes, offset, length);
      failed = false;
    }
  }

  @Override
  public void flush() throws IOException {
    drain();
    if (!failed && !closed && held == null) {
      failed = true;
      out.flush();
      failed = false;
    }
  }

  @Override
  public void close() throws IOException {
    if (closed || held != null) {
      return;
    }
    closed = true;
    boolean known = failed;
    try (out) {
      drain();
    } catch (IOException e) {
      failed = true;
      if (!known) {
        throw e;
      }
    }
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) {
    return this;
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) {
    return this;
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }
}
