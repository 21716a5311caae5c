package io.camus.store;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * A write buffer that starts small and grows with the file: long writes are cheaper per byte, but
 * most files are short. Even longer writes cost more: Java copies each to native memory, which is
 * taken from the system page by page if it is large. Not thread-safe.
 */
final class GrowingBuffer extends OutputStream {
  private static final int FIRST_BYTES = 1 << 13;
  private static final int LAST_BYTES = 1 << 16;

  private final OutputStream out;
  private byte[] buffer = new byte[FIRST_BYTES];
  private int filled;

  /**
   * @param out closed with this
   */
  GrowingBuffer(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    makeRoom(1);
    buffer[filled++] = (byte) b;
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    makeRoom(length);
    if (length > buffer.length) {
      out.write(bytes, from, length);
    } else {
      System.arraycopy(bytes, from, buffer, filled, length);
      filled += length;
    }
  }

  /** Makes room for some bytes, or flushes the buffer if it can never hold them. */
  private void makeRoom(int length) throws IOException {
    long needed = (long) filled + length;
    if (needed > buffer.length) {
      if (needed <= LAST_BYTES) {
        buffer = Arrays.copyOf(buffer, Math.max((int) needed, 2 * buffer.length));
      } else {
        drain();
        if (buffer.length < LAST_BYTES) {
          buffer = new byte[LAST_BYTES];
        }
      }
    }
  }

  private void drain() throws IOException {
    int count = filled;
    filled = 0;
    out.write(buffer, 0, count);
  }

  @Override
  public void flush() throws IOException {
    drain();
    out.flush();
  }

  @Override
  public void close() throws IOException {
    try (out) {
      drain();
    }
  }
}
