package io.camus.hadoop.sequence;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.fs.PositionedReadable;
import org.apache.hadoop.fs.Seekable;

/**
 * A stream that is read once, from its start, for Hadoop's reader of sequence files: it asks only
 * for the position, and whether that is past the end.
 */
final class ForwardStream extends InputStream implements Seekable, PositionedReadable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int next;
  private int end;
  private long position;
  private IOException fault;

  ForwardStream(InputStream in) {
    this.in = in;
  }

  /** Throws what the underlying stream threw, if it did. */
  void requireIntact() throws IOException {
    if (fault != null) {
      throw fault;
    }
  }

  private boolean fill() throws IOException {
    if (next == end) {
      try {
        next = 0;
        end = Math.max(0, in.read(buffer, 0, BUFFER_BYTES));
      } catch (IOException e) {
        end = 0;
        fault = e;
        throw e;
      }
    }
    return next < end;
  }

  @Override
  public int read() throws IOException {
    if (!fill()) {
      return -1;
    }
    position++;
    return buffer[next++] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, end - next);
    System.arraycopy(buffer, next, bytes, offset, count);
    next += count;
    position += count;
    return count;
  }

  /** The position; past every length if the stream is at its end. */
  @Override
  public long getPos() throws IOException {
    return fill() ? position : Long.MAX_VALUE;
  }

  @Override
  public void seek(long to) throws IOException {
    if (to != position) {
      throw new IOException("this stream is only read forward");
    }
  }

  @Override
  public boolean seekToNewSource(long target) {
    return false;
  }

  @Override
  public int read(long from, byte[] bytes, int offset, int length) throws IOException {
    throw new EOFException("this stream is only read forward");
  }

  @Override
  public void readFully(long from, byte[] bytes, int offset, int length) throws IOException {
    throw new EOFException("this stream is only read forward");
  }

  @Override
  public void readFully(long from, byte[] bytes) throws IOException {
    throw new EOFException("this stream is only read forward");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
