package io.camus.staging;

import io.camus.spi.Decoded.Datum;
import io.camus.spi.StorePath;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.CRC32C;

/** Reads a file of the {@link Spill}, part by part. Verifies the checksum of every record. */
final class SpillReader implements AutoCloseable {
  static final int BUFFER_BYTES = 1 << 16;

  private final StorePath path;
  private final DataInputStream in;
  private final Datum datum = new Datum();
  private final CRC32C checksum = new CRC32C();
  private byte[] buffer = new byte[1 << 13];
  private int number;
  private long bytes;

  /**
   * @param in closed with this, or when this constructor fails
   */
  SpillReader(InputStream in, StorePath path) throws IOException {
    this.path = path;
    this.in = new DataInputStream(new BufferedInputStream(in, BUFFER_BYTES));
    try {
      readHead();
    } catch (IOException | RuntimeException | Error e) {
      in.close();
      throw e;
    }
  }

  private void readHead() throws IOException {
    try {
      number = in.readInt();
      bytes = number == -1 ? 0 : in.readLong();
    } catch (EOFException e) {
      throw new IOException(path + " is truncated", e);
    }
  }

  /** The series of the part; -1 at the end of the file. */
  int number() {
    return number;
  }

  /** Bytes of the part. */
  long bytes() {
    return bytes;
  }

  /** Copies the part and moves to the next one. */
  void copyTo(OutputStream out) throws IOException {
    while (bytes > 0) {
      int count = (int) Math.min(bytes, buffer.length);
      read(count);
      out.write(buffer, 0, count);
      bytes -= count;
    }
    readHead();
  }

  private void read(int count) throws IOException {
    try {
      in.readFully(buffer, 0, count);
    } catch (EOFException e) {
      throw new IOException(path + " is truncated", e);
    }
  }

  /** Delivers the records of the part and moves to the next one. */
  void forEach(WaitingRecords.Visitor visitor) throws IOException {
    while (bytes > 0) {
      read(WaitingRecords.HEAD_BYTES);
      ByteBuffer head = ByteBuffer.wrap(buffer);
      datum.length = head.getInt();
      int range = head.getInt();
      long offset = head.getLong();
      datum.eventTimeMillis = head.getLong();
      datum.crc32c = Integer.toUnsignedLong(head.getInt());
      bytes -= WaitingRecords.HEAD_BYTES;
      if (datum.length < 0 || datum.length > bytes) {
        throw damaged(offset);
      }
      if (buffer.length < datum.length) {
        buffer = new byte[Math.max(datum.length, (int) Math.min(2L * buffer.length, 1 << 30))];
      }
      read(datum.length);
      bytes -= datum.length;
      checksum.reset();
      checksum.update(buffer, 0, datum.length);
      if (checksum.getValue() != datum.crc32c) {
        throw damaged(offset);
      }
      datum.bytes = buffer;
      visitor.record(datum, range, offset);
    }
    readHead();
  }

  private IOException damaged(long offset) {
    return new IOException(
        String.format(
            Locale.ROOT,
            "%s was damaged after it was written, at offset %d; check the disk, then run again",
            path,
            offset));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
