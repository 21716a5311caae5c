package io.camus.parquet;

import io.camus.format.Compression;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.FileFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Compares the memory of open files with what they state. */
final class MemoryMeasurement {
  private static final int FILES = 50;

  private MemoryMeasurement() {}

  /** Prints the heap for each file after some numbers of records. */
  public static void main(String[] arguments) throws IOException {
    for (int pageBytes : new int[] {1 << 16, 1 << 20}) {
      measure(pageBytes);
    }
  }

  private static void measure(int pageBytes) throws IOException {
    List<byte[]> views = PageViews.of(new Random(5), 40_000);
    ParquetFileFormat format =
        new ParquetFileFormat(
            new Compression.Snappy(),
            new ParquetLayout(
                1L << 28, pageBytes, ParquetLayout.Dictionaries.USED, List.of(), List.of()));
    long before = heap();
    List<FileFormat.Writer> writers = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      writers.add(
          format.create(OutputStream.nullOutputStream(), Optional.of(PageViews.SCHEMA), Map.of()));
    }
    Datum datum = new Datum();
    int records = 0;
    for (int stop : new int[] {0, 10, 100, 1_000, 5_000, 20_000, 40_000}) {
      for (; records < stop; records++) {
        byte[] view = views.get(records);
        for (FileFormat.Writer writer : writers) {
          datum.bytes = view;
          datum.length = view.length;
          writer.append(datum);
        }
      }
      System.out.printf(
          Locale.ROOT,
          "pages of %d, %d records: %.2f MB of heap a file, it states %.2f MB%n",
          pageBytes,
          stop,
          (heap() - before) / 1e6 / FILES,
          writers.get(0).buffered() / 1e6);
    }
    for (FileFormat.Writer writer : writers) {
      writer.flush();
    }
    System.out.printf(
        Locale.ROOT,
        "after flush: %.2f MB of heap a file, it states %.2f MB%n",
        (heap() - before) / 1e6 / FILES,
        writers.get(0).buffered() / 1e6);
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
