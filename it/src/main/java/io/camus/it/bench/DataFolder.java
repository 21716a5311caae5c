package io.camus.it.bench;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/**
 * The data files of one run of one contender. Avro files, Parquet files and files of lines are
 * distinguished by name; names that start with a dot or an underscore are ignored, as in Hadoop.
 *
 * @param path the directory; may be missing
 */
record DataFolder(Path path) {
  private static final String RAW = "io.camus.RawRecord";

  /** All data files. */
  List<Path> files() throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(path)) {
      return all.filter(file -> Files.isRegularFile(file) && isVisible(file)).toList();
    }
  }

  private boolean isVisible(Path file) {
    return StreamSupport.stream(path.relativize(file).spliterator(), false)
        .map(Path::toString)
        .noneMatch(name -> name.startsWith(".") || name.startsWith("_"));
  }

  /** Bytes of all data files. */
  long bytes() throws IOException {
    long bytes = 0;
    for (Path file : files()) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  /** Reads all of them. Raw records count by their values. */
  Tally tally() throws IOException {
    try {
      return files().parallelStream().map(DataFolder::tallyOf).reduce(Tally.NOTHING, Tally::plus);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Tally tallyOf(Path file) {
    try {
      String name = file.toString();
      if (name.endsWith(".parquet")) {
        return ParquetRows.tally(file);
      }
      return name.endsWith(".avro") ? records(file) : lines(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static Tally records(Path file) throws IOException {
    Tally tally = Tally.NOTHING;
    try (DataFileReader<GenericRecord> reader =
        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
      boolean raw = reader.getSchema().getFullName().equals(RAW);
      GenericRecord datum = null;
      while (reader.hasNext()) {
        datum = reader.next(datum);
        tally =
            tally.plus(raw ? RecordHash.of((ByteBuffer) datum.get("value")) : RecordHash.of(datum));
      }
    }
    return tally;
  }

  private static Tally lines(Path file) throws IOException {
    Tally tally = Tally.NOTHING;
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(open(file), StandardCharsets.ISO_8859_1))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        tally = tally.plus(RecordHash.of(line.getBytes(StandardCharsets.ISO_8859_1)));
      }
    }
    return tally;
  }

  private static InputStream open(Path file) throws IOException {
    InputStream raw = Files.newInputStream(file);
    String name = file.toString();
    if (name.endsWith(".gz")) {
      return new GZIPInputStream(raw, 1 << 16);
    }
    return name.endsWith(".zst") ? new ZstdInputStream(raw) : raw;
  }

  /** Deletes all, data or not. */
  void delete() throws IOException {
    if (!Files.isDirectory(path)) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
