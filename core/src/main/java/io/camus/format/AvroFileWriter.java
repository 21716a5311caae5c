package io.camus.format;

import io.camus.spi.Datum;
import io.camus.spi.FileFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;

/** An open Avro data file. */
final class AvroFileWriter implements FileFormat.Writer {
  private final GuardedOutput out;
  private final DataFileWriter<Object> file = new DataFileWriter<>(new GenericDatumWriter<>());
  private ByteBuffer view = ByteBuffer.allocate(0);

  /** Writes the file's head; if that fails, the stream is closed. */
  AvroFileWriter(
      OutputStream out,
      Schema schema,
      Map<String, String> metadata,
      CodecFactory codec,
      int syncIntervalBytes)
      throws IOException {
    this.out = new GuardedOutput(out);
    boolean open = false;
    try {
      for (Map.Entry<String, String> fact : metadata.entrySet()) {
        if (DataFileWriter.isReservedMeta(fact.getKey())) {
          throw new IllegalArgumentException("Avro keeps the key " + fact.getKey() + " for itself");
        }
        file.setMeta(fact.getKey(), fact.getValue());
      }
      file.setCodec(codec);
      file.setSyncInterval(syncIntervalBytes);
      file.setFlushOnEveryBlock(false);
      file.create(schema, this.out);
      open = true;
    } finally {
      if (!open) {
        this.out.close();
      }
    }
  }

  @Override
  public void append(Datum datum) throws IOException {
    append(datum.bytes, datum.offset, datum.length);
  }

  /** Appends an encoded datum. */
  void append(byte[] bytes, int offset, int length) throws IOException {
    out.requireIntact();
    // Kafka hands out many records as slices of one array: one view serves them all.
    if (view.array() != bytes) {
      view = ByteBuffer.wrap(bytes);
    }
    file.appendEncoded(view.limit(offset + length).position(offset));
  }

  @Override
  public void close() throws IOException {
    try (out) {
      file.close();
    }
  }
}
