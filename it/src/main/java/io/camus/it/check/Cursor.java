package io.camus.it.check;

import java.io.InputStream;

/** A byte array as a stream with a position. */
final class Cursor extends InputStream {
  private final byte[] bytes;
  private int position;

  Cursor(byte[] bytes) {
    this.bytes = bytes;
  }

  int position() {
    return position;
  }

  @Override
  public int read() {
    return position < bytes.length ? bytes[position++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (position == bytes.length && length > 0) {
      return -1;
    }
    int count = Math.min(length, bytes.length - position);
    System.arraycopy(bytes, position, target, offset, count);
    position += count;
    return count;
  }

  @Override
  public long skip(long count) {
    int skipped = (int) Math.max(0, Math.min(count, bytes.length - position));
    position += skipped;
    return skipped;
  }

  @Override
  public int available() {
    return bytes.length - position;
  }
}
