package io.camus.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.format.Compression;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.FileFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.InputFile;

/** Parquet files in memory: ours, and those of parquet-avro. */
final class ParquetFiles {
  private ParquetFiles() {}

  /** A file of ours without compression. */
  static byte[] write(Schema schema, List<byte[]> data) throws IOException {
    return write(new ParquetFileFormat(new Compression.None(), ParquetLayout.USUAL), schema, data);
  }

  static byte[] write(ParquetFileFormat format, Schema schema, List<byte[]> data)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FileFormat.Writer writer = format.create(out, Optional.of(schema), Map.of())) {
      for (byte[] bytes : data) {
        writer.append(datum(bytes));
      }
    }
    return out.toByteArray();
  }

  /** A datum in the middle of a larger array, so that a step over an end would be seen. */
  static Datum datum(byte[] bytes) {
    Datum datum = new Datum();
    datum.bytes = new byte[bytes.length + 40];
    Arrays.fill(datum.bytes, (byte) 0x55);
    datum.offset = 20;
    datum.length = bytes.length;
    System.arraycopy(bytes, 0, datum.bytes, datum.offset, bytes.length);
    return datum;
  }

  /** The records of a file, as our reader has them. */
  static List<byte[]> read(byte[] file) throws IOException {
    List<byte[]> data = new ArrayList<>();
    new ParquetRecordReader()
        .read(
            () -> new ByteArrayInputStream(file),
            new FileFormat.Records() {
              @Override
              public void schema(Schema schema) {
                assertThat(data).isEmpty();
              }

              @Override
              public void bytes(byte[] bytes, int offset, int length) {
                data.add(Arrays.copyOfRange(bytes, offset, offset + length));
              }

              @Override
              public void endRecord() {
                assertThat(data).isNotEmpty();
              }
            });
    return data;
  }

  /** Compares records quickly. */
  static void assertHolds(byte[] file, List<byte[]> data) throws IOException {
    List<byte[]> found = read(file);
    assertThat(found).hasSameSizeAs(data);
    for (int i = 0; i < data.size(); i++) {
      if (!Arrays.equals(found.get(i), data.get(i))) {
        assertThat(found.get(i)).as("record %d", i).isEqualTo(data.get(i));
      }
    }
  }

  static Schema schema(byte[] file) throws IOException {
    return new ParquetRecordReader().schema(() -> new ByteArrayInputStream(file)).orElseThrow();
  }

  static InputFile input(byte[] file) throws IOException {
    return FileInput.copy(new ByteArrayInputStream(file));
  }

  /** The records of a file, as parquet-avro reads them. */
  static List<GenericRecord> readByParquetAvro(byte[] file) throws IOException {
    List<GenericRecord> records = new ArrayList<>();
    ParquetConfiguration configuration = new PlainParquetConfiguration();
    configuration.setBoolean(AvroReadSupport.AVRO_COMPATIBILITY, false);
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(input(file), configuration)
            .withDataModel(new GenericData())
            .build()) {
      for (GenericRecord record = reader.read(); record != null; record = reader.read()) {
        records.add(record);
      }
    }
    return records;
  }

  /** A file of parquet-avro. */
  static byte[] writeByParquetAvro(Schema schema, List<GenericRecord> records) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ParquetConfiguration configuration = new PlainParquetConfiguration();
    configuration.set("parquet.avro.write-old-list-structure", "false");
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new FileOutput(out))
            .withSchema(schema)
            .withDataModel(new GenericData())
            .withConf(configuration)
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .build()) {
      for (GenericRecord record : records) {
        writer.write(record);
      }
    }
    return out.toByteArray();
  }
}
