package io.camus.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads a stream line by line, as bytes with their line feed. */
final class LineReader implements AutoCloseable {
  private static final byte[] NONE = {};

  private final InputStream in;
  private byte[] buffer = new byte[1 << 16];
  private int start;
  private int end;
  private boolean exhausted;

  /**
   * @param in closed with this
   */
  LineReader(InputStream in) {
    this.in = in;
  }

  /** The next line; the last one may lack its line feed; empty at the end. */
  byte[] next() throws IOException {
    int searched = start;
    while (true) {
      for (int at = searched; at < end; at++) {
        if (buffer[at] == '\n') {
          return take(at + 1);
        }
      }
      searched = end;
      if (exhausted) {
        return start == end ? NONE : take(end);
      }
      searched -= fill();
    }
  }

  private byte[] take(int to) {
    byte[] line = Arrays.copyOfRange(buffer, start, to);
    start = to;
    return line;
  }

  /** Reads more; returns by how much the existing bytes moved to the front. */
  private int fill() throws IOException {
    int moved = start;
    System.arraycopy(buffer, start, buffer, 0, end - start);
    end -= moved;
    start = 0;
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int count = in.read(buffer, end, buffer.length - end);
    exhausted = count < 0;
    end += Math.max(0, count);
    return moved;
  }

  /** Whether the end is reached. */
  boolean isAtEnd() throws IOException {
    while (start == end && !exhausted) {
      fill();
    }
    return start == end;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
