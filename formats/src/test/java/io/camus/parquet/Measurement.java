package io.camus.parquet;

import io.camus.format.AvroFileFormat;
import io.camus.format.Compression;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.FileFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Measures the processor time of a page view in Avro and Parquet files. Start its {@code main} with
 * the number of rounds.
 */
final class Measurement {
  private static final int RECORDS = 500_000;

  private Measurement() {}

  /**
   * Prints the times.
   *
   * @param arguments the number of rounds, and optionally the name of the only case
   */
  public static void main(String[] arguments) throws IOException {
    List<byte[]> views = PageViews.of(new Random(5), RECORDS);
    long bytes = views.stream().mapToLong(it -> it.length).sum();
    System.out.printf(Locale.ROOT, "%d bytes a record%n", bytes / RECORDS);
    Map<String, FileFormat> formats = new LinkedHashMap<>();
    formats.put("avro-snappy", new AvroFileFormat(new Compression.Snappy(), 1 << 16));
    formats.put("avro-zstd", new AvroFileFormat(new Compression.Zstandard(3), 1 << 16));
    formats.put("parquet-none", parquet(new Compression.None(), 1 << 16));
    formats.put("parquet-snappy", parquet(new Compression.Snappy(), 1 << 16));
    formats.put("parquet-snappy-1m", parquet(new Compression.Snappy(), 1 << 20));
    formats.put("parquet-zstd", parquet(new Compression.Zstandard(3), 1 << 16));
    for (int round = 0; round < Integer.parseInt(arguments[0]); round++) {
      for (Map.Entry<String, FileFormat> entry : formats.entrySet()) {
        if (arguments.length < 2 || entry.getKey().equals(arguments[1])) {
          measure(entry.getKey(), entry.getValue(), views);
        }
      }
      if (arguments.length < 2 || arguments[1].equals("parquet-avro")) {
        measureParquetAvro(views);
      }
    }
  }

  /** Objects for all records, as parquet-avro needs them. */
  private static void measureParquetAvro(List<byte[]> views) throws IOException {
    Counting out = new Counting();
    GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(PageViews.SCHEMA);
    BinaryDecoder decoder = null;
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new FileOutput(out))
            .withSchema(PageViews.SCHEMA)
            .withDataModel(new GenericData())
            .withConf(new PlainParquetConfiguration())
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .build()) {
      GenericRecord record = null;
      for (byte[] view : views) {
        decoder = DecoderFactory.get().binaryDecoder(view, decoder);
        record = reader.read(record, decoder);
        writer.write(record);
      }
    }
    print("parquet-avro-snappy", start, out);
  }

  private static void print(String name, long start, Counting out) {
    long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    System.out.printf(
        Locale.ROOT,
        "%-20s %.2f us a record, %.1f MB%n",
        name,
        nanos / 1e3 / RECORDS,
        out.count / 1e6);
  }

  private static FileFormat parquet(Compression compression, int pageBytes) {
    return new ParquetFileFormat(
        compression,
        new ParquetLayout(
            1L << 25, pageBytes, ParquetLayout.Dictionaries.USED, List.of(), List.of()));
  }

  private static void measure(String name, FileFormat format, List<byte[]> views)
      throws IOException {
    Counting out = new Counting();
    Datum datum = new Datum();
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    try (FileFormat.Writer writer = format.create(out, Optional.of(PageViews.SCHEMA), Map.of())) {
      for (byte[] view : views) {
        datum.bytes = view;
        datum.length = view.length;
        writer.append(datum);
      }
    }
    print(name, start, out);
  }

  /** Counts bytes. */
  private static final class Counting extends OutputStream {
    private long count;

    @Override
    public void write(int b) {
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      count += length;
    }
  }
}
