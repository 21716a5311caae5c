package io.camus.parquet;

import io.camus.spi.Decoded.Datum;
import java.io.IOException;
import java.util.zip.CRC32C;
import org.apache.avro.Schema;
import org.apache.parquet.column.ColumnWriter;

/** Writes the columns of data. Not thread-safe. */
final class DatumWalk {
  private final Schema record;
  private final ColumnWalker walker;

  /**
   * @param record the schema of the data
   */
  DatumWalk(Schema record) {
    this.record = record;
    this.walker = new ColumnWalker(ColumnCompiler.compile(record));
  }

  /** Writes the columns of a datum, which gets its canonical bytes if it has others. */
  void write(Datum datum, ColumnWriter[] columns) throws IOException {
    int end = datum.offset + datum.length;
    walker.walk(columns, datum.bytes, datum.offset, end);
    if (!walker.isCanonical()) {
      replace(datum, CanonicalAvro.encode(record, datum.bytes, datum.offset, end));
    }
  }

  /** Writes the columns of canonical bytes. */
  void write(byte[] bytes, int from, int to, ColumnWriter[] columns) throws IOException {
    walker.walk(columns, bytes, from, to);
  }

  private static void replace(Datum datum, byte[] bytes) {
    datum.bytes = bytes;
    datum.offset = 0;
    datum.length = bytes.length;
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length);
    datum.crc32c = crc.getValue();
  }
}
