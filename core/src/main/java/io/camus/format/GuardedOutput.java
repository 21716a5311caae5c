package io.camus.format;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A stream that fails once: after its first failure it silently ignores all bytes. Closing the
 * layers above then closes the file without reporting the same fault again. The underlying stream
 * is closed exactly once.
 */
public final class GuardedOutput extends OutputStream {
  private final OutputStream out;
  private boolean failed;
  private boolean closed;

  /**
   * @param out closed with this stream
   */
  public GuardedOutput(OutputStream out) {
    this.out = requireNonNull(out);
  }

  /** From now on ignores all bytes, because a layer above has failed. */
  public void fail() {
    failed = true;
  }

  /** Whether bytes are ignored. */
  public boolean hasFailed() {
    return failed;
  }

  /**
   * Fails if the file is already broken.
   *
   * @throws IOException if a write failed, or the file is closed
   */
  public void requireIntact() throws IOException {
    if (failed) {
      throw new IOException("an earlier write to this file failed");
    }
    if (closed) {
      throw new IOException("this file is closed");
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (!failed) {
      failed = true; // Until it is done.
      out.write(bytes, offset, length);
      failed = false;
    }
  }

  @Override
  public void flush() throws IOException {
    if (!failed && !closed) {
      failed = true;
      out.flush();
      failed = false;
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      out.close();
    } catch (IOException e) {
      if (!failed) {
        failed = true;
        throw e;
      }
    }
  }
}
