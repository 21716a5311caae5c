package io.camus.hadoop.sequence;

import io.camus.failure.RootCause;
import io.camus.spi.FileFormat.MalformedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;

/** The {@link Pair}s of a sequence file. */
final class SequencePairs implements AutoCloseable {
  private static final Configuration SETTINGS = new Configuration(false);

  private final ForwardStream stream;
  private final SequenceFile.Reader file;
  private final Writable key;
  private final Writable value;
  private boolean failed;

  /**
   * @param in closed by the caller
   * @throws MalformedFileException if it is not a sequence file, or has objects of other classes
   */
  SequencePairs(InputStream in) throws IOException {
    this.stream = new ForwardStream(in);
    try {
      this.file =
          new SequenceFile.Reader(
              SETTINGS, SequenceFile.Reader.stream(new FSDataInputStream(stream)));
      this.key = object(file.getKeyClassName());
      this.value = object(file.getValueClassName());
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      throw malformed(e);
    }
  }

  private static Writable object(String name) throws MalformedFileException {
    return switch (name) {
      case "org.apache.hadoop.io.LongWritable" -> new LongWritable();
      case "org.apache.hadoop.io.Text" -> new Text();
      case "org.apache.hadoop.io.BytesWritable" -> new BytesWritable();
      case "org.apache.hadoop.io.NullWritable" -> NullWritable.get();
      default -> throw new MalformedFileException("it contains objects of " + name);
    };
  }

  /** Reads the next pair; false at the end. */
  boolean next() throws IOException {
    try {
      if (!file.next(key)) {
        return false;
      }
      file.getCurrentValue(value);
      return true;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      throw malformed(e);
    }
  }

  /** A length that is damaged may be larger than any memory. */
  private MalformedFileException malformed(Throwable e) throws IOException {
    failed = true;
    stream.requireIntact();
    return e instanceof MalformedFileException known
        ? known
        : new MalformedFileException("it is not a whole sequence file: " + RootCause.line(e));
  }

  /** The last pair. */
  byte[] pair() {
    int keyBytes = length(key);
    byte[] bytes = new byte[Pair.HEAD_BYTES + keyBytes + length(value)];
    ByteBuffer pair = ByteBuffer.wrap(bytes).putInt(keyBytes);
    put(key, pair);
    put(value, pair);
    return bytes;
  }

  private static int length(Writable object) {
    return object instanceof Text text
        ? text.getLength()
        : object instanceof BytesWritable bytes
            ? bytes.getLength()
            : object instanceof LongWritable ? Long.BYTES : 0;
  }

  private static void put(Writable object, ByteBuffer pair) {
    if (object instanceof Text text) {
      pair.put(text.getBytes(), 0, text.getLength());
    } else if (object instanceof BytesWritable bytes) {
      pair.put(bytes.getBytes(), 0, bytes.getLength());
    } else if (object instanceof LongWritable number) {
      pair.putLong(number.get());
    }
  }

  /**
   * Frees it. Hadoop would use the decompressor of a damaged file for other files, and fail to read
   * them.
   */
  @Override
  public void close() throws IOException {
    if (!failed) {
      file.close();
    }
  }
}
