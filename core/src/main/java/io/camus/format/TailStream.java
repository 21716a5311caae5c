package io.camus.format;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A stream that remembers the last bytes read. */
final class TailStream extends FilterInputStream {
  private final byte[] tail;

  /**
   * @param length number of remembered bytes
   */
  TailStream(InputStream in, int length) {
    super(in);
    this.tail = new byte[length];
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = in.read(bytes, offset, length);
    if (count > 0) {
      int fresh = Math.min(count, tail.length);
      System.arraycopy(tail, fresh, tail, 0, tail.length - fresh);
      System.arraycopy(bytes, offset + count - fresh, tail, tail.length - fresh, fresh);
    }
    return count;
  }

  /** Skips by reading, since only read bytes are remembered. */
  @Override
  public long skip(long count) throws IOException {
    return readNBytes((int) Math.min(count, 1 << 16)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Reads to the end and returns the last bytes, padded with leading zeros. */
  byte[] readTail() throws IOException {
    transferTo(OutputStream.nullOutputStream());
    return tail.clone();
  }
}
