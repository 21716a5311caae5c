package io.camus.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import org.xerial.snappy.SnappyError;

/**
 * A window over the bytes of a batch's records: the uncompressed bytes, or a moving part of a
 * decompressor's output. It grows up to the largest record, as bytes arrive, regardless of a
 * record's claimed size.
 */
final class RecordWindow {
  /** Small enough for a processor cache. */
  private static final int FIRST_BYTES = 1 << 17;

  private static final byte[] NONE = {};
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private byte[] own = new byte[FIRST_BYTES];
  private byte[] bytes = own;
  private int at;

  /** The end of the current record, after {@link #enterRecord}. */
  private int limit;

  /** The end of the available bytes. */
  private int end;

  private InputStream more;

  /** Opens complete bytes. */
  void open(byte[] array, int from, int to) {
    bytes = array;
    at = from;
    limit = from;
    end = to;
    more = null;
  }

  /** Opens a stream; the caller closes it. */
  void open(InputStream stream) {
    bytes = own;
    at = 0;
    limit = 0;
    end = 0;
    more = stream;
  }

  /** Releases foreign bytes. */
  void leave() {
    open(NONE, 0, 0);
  }

  /** The array of the window; {@link #enterRecord} may replace it. */
  byte[] array() {
    return bytes;
  }

  int position() {
    return at;
  }

  void position(int position) {
    at = position;
  }

  /** Reads the size of the next record and makes all of it available. */
  void enterRecord() {
    int raw = 0;
    int shift = 0;
    byte b;
    do {
      if (shift == 35) {
        throw new MalformedBatchException("the size of a record has more than 5 bytes");
      }
      require(1);
      b = bytes[at++];
      raw |= (b & 0x7F) << shift;
      shift += 7;
    } while (b < 0);
    int size = unzigzag(raw);
    if (size < 0) {
      throw new MalformedBatchException(String.format(Locale.ROOT, "a record of %d bytes", size));
    }
    require(size);
    limit = at + size;
  }

  /** Ends the record, which must have been read completely. */
  void leaveRecord() {
    if (at != limit) {
      throw new MalformedBatchException(
          String.format(Locale.ROOT, "a record has %d bytes after its fields", limit - at));
    }
  }

  /** Fails if bytes follow the last record. */
  void requireEnd() {
    if (at != end || (more != null && read(0, 1) != -1)) {
      throw new MalformedBatchException("bytes follow the last record");
    }
  }

  void skip(int count) {
    if (count > limit - at) {
      throw beyond();
    }
    at += count;
  }

  int readInt() {
    if (at < limit) {
      byte first = bytes[at];
      if (first >= 0) {
        at++;
        return unzigzag(first);
      }
    }
    int raw = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      byte b = next();
      raw |= (b & 0x7F) << shift;
      if (b >= 0) {
        return unzigzag(raw);
      }
    }
    throw new MalformedBatchException("a number of more than 5 bytes");
  }

  long readLong() {
    long raw = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      byte b = next();
      raw |= (b & 0x7FL) << shift;
      if (b >= 0) {
        return (raw >>> 1) ^ -(raw & 1);
      }
    }
    throw new MalformedBatchException("a number of more than 10 bytes");
  }

  private byte next() {
    if (at >= limit) {
      throw beyond();
    }
    return bytes[at++];
  }

  private static int unzigzag(int raw) {
    return (raw >>> 1) ^ -(raw & 1);
  }

  private static MalformedBatchException beyond() {
    return new MalformedBatchException("a field extends beyond the end of its record");
  }

  private void require(int count) {
    while (end - at < count) {
      if (more == null) {
        throw new MalformedBatchException("the batch ends before its last record does");
      }
      fill();
    }
  }

  private void fill() {
    if (at > 0) {
      System.arraycopy(own, at, own, 0, end - at);
      end -= at;
      at = 0;
    } else if (end == own.length) {
      if (end == LARGEST) {
        throw new MalformedBatchException("a record of 2 GB");
      }
      own = Arrays.copyOf(own, (int) Math.min(LARGEST, own.length * 2L));
      bytes = own;
    }
    int count = read(end, own.length - end);
    if (count <= 0) {
      throw new MalformedBatchException("the batch ends before its last record does");
    }
    end += count;
  }

  private int read(int offset, int count) {
    try {
      return more.read(own, offset, count);
    } catch (IOException | RuntimeException | SnappyError | LinkageError e) {
      throw new DecompressionException(e);
    }
  }
}
