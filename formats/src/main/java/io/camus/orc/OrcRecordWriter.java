package io.camus.orc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.camus.format.GuardedOutput;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.FileFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32C;
import org.apache.avro.Schema;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.orc.MemoryManager;
import org.apache.orc.OrcConf;
import org.apache.orc.OrcFile;
import org.apache.orc.TypeDescription;
import org.apache.orc.impl.PhysicalFsWriter;
import org.apache.orc.impl.WriterImpl;
import org.apache.orc.impl.writer.WriterEncryptionVariant;
import org.apache.orc.storage.ql.exec.vector.ColumnVector;
import org.apache.orc.storage.ql.exec.vector.DateColumnVector;
import org.apache.orc.storage.ql.exec.vector.ListColumnVector;
import org.apache.orc.storage.ql.exec.vector.MapColumnVector;
import org.apache.orc.storage.ql.exec.vector.StructColumnVector;
import org.apache.orc.storage.ql.exec.vector.TimestampColumnVector;
import org.apache.orc.storage.ql.exec.vector.VectorizedRowBatch;

/**
 * An open ORC file for encoded data. A stripe is in memory until it is full. A record that is not
 * Avro binary of the schema makes the file unusable.
 */
final class OrcRecordWriter implements FileFormat.Writer {
  /** Key of a file's metadata: the schema of its records. */
  static final String SCHEMA = "avro.schema";

  private static final Path NOWHERE = new Path("/camus.orc");

  /** Rows and bytes of records that wait in a batch. */
  private static final int BATCH_ROWS = 256;

  private static final int BATCH_BYTES = 1 << 18;

  /** Memory of a column without values, in the batch and in ORC. */
  private static final int COLUMN_BYTES = 36 << 10;

  /** Size of a compressed chunk, and of the buffers of each column. */
  private static final int CHUNK_BYTES = 1 << 16;

  private final TypeDescription type;
  private final GuardedOutput out;
  private final WriterImpl file;
  private final OrcLayout layout;
  private final VectorizedRowBatch batch;
  private final RowWriter rows;
  private final RowReader encoded;
  private long inBatch;
  private long inStripe;
  private boolean empty = true;
  private boolean closed;

  /** Starts the file; closes the stream if that fails. */
  OrcRecordWriter(
      OutputStream stream, Schema record, Map<String, String> metadata, OrcLayout layout)
      throws IOException {
    this.out = new GuardedOutput(stream);
    this.layout = layout;
    try {
      this.type = OrcTypes.of(record, layout.timestamps());
      this.batch = type.createRowBatch(TypeDescription.RowBatchVersion.ORIGINAL, BATCH_ROWS);
      proleptic(batch.cols);
      this.rows = new RowWriter(record);
      this.encoded = new RowReader(record);
      this.file = new WriterImpl(null, NOWHERE, options());
      metadata.forEach(this::note);
      note(SCHEMA, record.toString());
    } catch (IOException | RuntimeException | Error e) {
      out.fail();
      out.close();
      throw e;
    }
  }

  /** Avro's days and times are of this calendar; ORC would convert those of another one. */
  private static void proleptic(ColumnVector... columns) {
    for (ColumnVector column : columns) {
      if (column instanceof DateColumnVector dates) {
        dates.setUsingProlepticCalendar(true);
      } else if (column instanceof TimestampColumnVector moments) {
        moments.setUsingProlepticCalendar(true);
        moments.setIsUTC(true);
      } else if (column instanceof StructColumnVector struct) {
        proleptic(struct.fields);
      } else if (column instanceof ListColumnVector list) {
        proleptic(list.child);
      } else if (column instanceof MapColumnVector map) {
        proleptic(map.values);
      }
    }
  }

  private void note(String key, String value) {
    file.addUserMetadata(key, ByteBuffer.wrap(value.getBytes(UTF_8)));
  }

  private OrcFile.WriterOptions options() throws IOException {
    Configuration none = new Configuration(false);
    OrcConf.COMPRESSION_ZSTD_LEVEL.setInt(none, layout.level());
    // Checks the memory after each batch, and each time it is asked to.
    OrcConf.STRIPE_SIZE_CHECKRATIO.setDouble(none, Double.MIN_VALUE);
    OrcFile.WriterOptions options =
        OrcFile.writerOptions(none)
            .setSchema(type)
            .compress(layout.compression())
            .stripeSize(layout.stripeBytes())
            .bufferSize(CHUNK_BYTES)
            .blockPadding(false)
            .useUTCTimestamp(true)
            .setProlepticGregorian(true)
            .memory(new OwnMemory());
    return options.physicalWriter(
        new PhysicalFsWriter(
            new FSDataOutputStream(out, null), options, new WriterEncryptionVariant[0]));
  }

  /** Stripes end when this writer wants, not when ORC's sum over all files is too large. */
  private static final class OwnMemory implements MemoryManager {
    @Override
    public void addWriter(Path path, long requested, Callback callback) {}

    @Override
    public void removeWriter(Path path) {}

    @Override
    public long checkMemory(long previous, Callback writer) {
      return previous;
    }

    @Override
    @Deprecated
    public void addedRow(int rows) {}
  }

  /** The datum gets its canonical bytes if it is encoded in another way. */
  @Override
  public void append(Datum datum) throws IOException {
    out.requireIntact();
    try {
      rows.write(datum.bytes, datum.offset, datum.length, batch, batch.size);
      encoded.read(batch, batch.size);
      batch.size++;
      empty = false;
      inBatch += datum.length;
      canonize(datum);
      if (batch.size == BATCH_ROWS || inBatch >= BATCH_BYTES) {
        endBatch();
      }
    } catch (IOException | RuntimeException | Error e) {
      out.fail();
      throw e;
    }
  }

  private void canonize(Datum datum) {
    byte[] bytes = encoded.bytes();
    int length = encoded.length();
    int end = datum.offset + datum.length;
    if (!Arrays.equals(datum.bytes, datum.offset, end, bytes, 0, length)) {
      datum.bytes = Arrays.copyOf(bytes, length);
      datum.offset = 0;
      datum.length = length;
      CRC32C crc = new CRC32C();
      crc.update(bytes, 0, length);
      datum.crc32c = crc.getValue();
    }
  }

  /** ORC ends a full stripe itself. */
  private void endBatch() throws IOException {
    if (batch.size > 0) {
      file.addRowBatch(batch);
      batch.reset();
      inBatch = 0;
      inStripe = file.estimateMemory();
    }
  }

  /** Without any memory to spare, ORC ends a stripe that takes some. */
  private void endStripe() throws IOException {
    boolean unused = file.checkMemory(0);
    unused = file.checkMemory(1);
    inStripe = 0;
    empty = true;
  }

  /** The approximate memory of the stripe and of the records that wait for it. */
  @Override
  public long buffered() {
    return empty ? 0 : (long) COLUMN_BYTES * (type.getMaximumId() + 1) + inStripe + 2 * inBatch;
  }

  /** Ends the stripe. */
  @Override
  public void flush() throws IOException {
    if (empty || out.hasFailed()) {
      return;
    }
    try {
      endBatch();
      endStripe();
      out.flush();
    } catch (IOException | RuntimeException | Error e) {
      out.fail();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (out) {
      if (!out.hasFailed()) {
        endBatch();
        file.close();
      }
    }
  }
}
