package io.camus.parquet;

import io.camus.spi.Decoded.Datum;
import io.camus.spi.FileFormat;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetFileWriter.Mode;

/**
 * An open Parquet file for encoded data. A row group is in memory until it is full. A record that
 * is not Avro binary of the schema makes the file unusable.
 */
final class ParquetRecordWriter implements FileFormat.Writer {
  /** Key of a file's metadata, as parquet-avro has it: the schema of its records. */
  static final String SCHEMA = "parquet.avro.schema";

  private static final String RESERVED = "parquet.";

  /** Bytes of records between two looks at the memory. */
  private static final int CHECK_BYTES = 1 << 15;

  private final FileOutput out;
  private final Map<String, String> metadata;
  private final ParquetFileWriter file;
  private final SortColumns sort;
  private final RowGroups groups;
  private final OpenRows rows;

  private long measured;
  private long unmeasured;
  private boolean closed;

  /** Starts the file; closes the stream if that fails. */
  ParquetRecordWriter(
      FileOutput out,
      ColumnSchema schema,
      Map<String, String> metadata,
      ParquetLayout layout,
      BytesInputCompressor compressor)
      throws IOException {
    this.out = out;
    try {
      this.metadata = facts(schema, metadata);
      this.sort = SortColumns.of(schema.columns(), layout.sortColumns());
      this.groups = new RowGroups(schema.columns(), layout, compressor);
      DatumWalk walk = new DatumWalk(schema.record());
      this.rows =
          sort.isEmpty() ? new RowsInOrder(walk, groups) : new SortedRows(walk, groups, sort);
      this.file =
          new ParquetFileWriter(
              out,
              schema.columns(),
              Mode.CREATE,
              layout.rowGroupBytes(),
              0,
              null,
              groups.properties());
      file.start();
    } catch (IOException | RuntimeException | Error e) {
      out.fail();
      out.close();
      throw e;
    }
  }

  private static Map<String, String> facts(ColumnSchema schema, Map<String, String> metadata) {
    for (String key : metadata.keySet()) {
      if (key.startsWith(RESERVED)) {
        throw new IllegalArgumentException("Parquet reserves the key " + key);
      }
    }
    Map<String, String> facts = new HashMap<>(metadata);
    facts.put(SCHEMA, schema.record().toString());
    return facts;
  }

  /** The datum gets its canonical bytes if it is encoded in another way. */
  @Override
  public void append(Datum datum) throws IOException {
    if (closed || out.hasFailed()) {
      throw new IOException(
          closed ? "this file is closed" : "an earlier write to this file failed");
    }
    unmeasured += datum.length;
    try {
      rows.add(datum);
    } catch (IOException | RuntimeException | Error e) {
      out.fail();
      throw e;
    }
    if (unmeasured >= CHECK_BYTES) {
      measured = rows.memory();
      unmeasured = 0;
      if (measured >= groups.fullBytes()) {
        flush();
      }
    }
  }

  /** The approximate memory of the row group, or of the records that wait for it. */
  @Override
  public long buffered() {
    return rows.isEmpty() ? 0 : groups.fixedBytes() + measured + unmeasured;
  }

  /** Ends the row group. */
  @Override
  public void flush() throws IOException {
    if (rows.isEmpty() || out.hasFailed()) {
      return;
    }
    try {
      rows.end().writeTo(file);
      out.flush();
    } catch (IOException | RuntimeException | Error e) {
      out.fail();
      throw e;
    }
    measured = 0;
    unmeasured = 0;
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (out) {
      if (!out.hasFailed()) {
        flush();
        end();
      }
    }
  }

  private void end() throws IOException {
    if (sort.isEmpty()) {
      file.end(metadata);
      return;
    }
    byte[] end;
    out.hold();
    try {
      file.end(metadata);
    } finally {
      end = out.release();
    }
    out.write(SortedFooter.of(end, sort));
  }
}
