package io.camus.hadoop.sequence;

import io.camus.spi.Decoded.Datum;
import io.camus.spi.FileFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;

/** An open sequence file. */
final class SequenceFileWriter implements FileFormat.Writer {
  private final SequenceFile.Writer file;
  private final OutputStream out;
  private final KeyClass keys;
  private final LongWritable time = new LongWritable();
  private final Slot key;
  private final Slot value;
  private boolean failed;
  private boolean closed;

  /** A Text or BytesWritable that is used again for each record. */
  private interface Slot {
    Writable set(byte[] bytes, int offset, int length);
  }

  /**
   * @param out the stream of {@code file}, which does not close it
   * @param bytes whether values are bytes
   */
  SequenceFileWriter(SequenceFile.Writer file, OutputStream out, KeyClass keys, boolean bytes) {
    this.file = file;
    this.out = out;
    this.keys = keys;
    this.key = slot(keys == KeyClass.BYTES);
    this.value = slot(bytes);
  }

  private static Slot slot(boolean ofBytes) {
    if (ofBytes) {
      BytesWritable bytes = new BytesWritable();
      return (source, offset, length) -> {
        bytes.set(source, offset, length);
        return bytes;
      };
    }
    Text text = new Text();
    return (source, offset, length) -> {
      text.set(source, offset, length);
      return text;
    };
  }

  @Override
  public void append(Datum datum) throws IOException {
    if (failed || closed) {
      throw new IOException(closed ? "this file is closed" : "an earlier write failed");
    }
    int keyBytes = Pair.keyBytes(datum.bytes, datum.offset);
    int keyStart = datum.offset + Pair.HEAD_BYTES;
    int start = keyStart + keyBytes;
    failed = true; // Until it is done.
    file.append(
        key(datum.bytes, keyStart, keyBytes),
        value.set(datum.bytes, start, datum.offset + datum.length - start));
    failed = false;
  }

  private Writable key(byte[] bytes, int offset, int length) {
    return switch (keys) {
      case TIME -> {
        time.set(ByteBuffer.wrap(bytes).getLong(offset));
        yield time;
      }
      case TEXT, BYTES -> key.set(bytes, offset, length);
      case NONE -> NullWritable.get();
    };
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (out) {
      if (!failed) {
        file.close();
      }
    }
  }
}
