package io.camus.format;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A stream that fails once: after its first failure it silently ignores all bytes. Closing the
 * layers above then closes the file without reporting the same fault again. The underlying stream
 * is closed exactly once.
 */
final class GuardedOutput extends OutputStream {
  private final OutputStream out;
  private boolean failed;
  private boolean closed;

  GuardedOutput(OutputStream out) {
    this.out = requireNonNull(out);
  }

  /** Fails if the file is already broken. */
  void requireIntact() throws IOException {
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
