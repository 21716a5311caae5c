package io.camus.format;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A stream that fails once: after its first failure it takes no more bytes and stays silent, so
 * that closing the layers above it closes the file and does not report the same fault again. The
 * stream below is closed exactly once.
 */
final class GuardedOutput extends OutputStream {
  private final OutputStream out;
  private boolean failed;
  private boolean closed;

  GuardedOutput(OutputStream out) {
    this.out = requireNonNull(out);
  }

  /** Stops an append to a file that is broken already. */
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
