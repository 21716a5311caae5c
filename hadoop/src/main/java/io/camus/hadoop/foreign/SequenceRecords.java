package io.camus.hadoop.foreign;

import io.camus.failure.RootCause;
import io.camus.model.CamusException;
import io.camus.model.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.WritableName;

/** The records of a sequence file as bytes, since their classes are not available. */
final class SequenceRecords {
  private final Configuration hadoop;
  private final Set<String> classes;

  /** Receives the records. */
  @FunctionalInterface
  interface Visitor {
    void record(DataInputStream key, DataInputStream value) throws IOException;
  }

  /**
   * @param classes the names of those that are expected
   */
  SequenceRecords(Configuration hadoop, Set<String> classes) {
    this.hadoop = hadoop;
    this.classes = Set.copyOf(classes);
    // Hadoop's reader looks up the classes, although no object of them is created.
    classes.forEach(name -> WritableName.addName(ForeignValue.class, name));
  }

  /**
   * Passes on all records.
   *
   * @throws ConfigurationException if the file is of other classes
   * @throws IOException if it cannot be read, or is not a sequence file
   */
  void read(Path file, Visitor visitor) throws IOException {
    try (SequenceFile.Reader reader =
        new SequenceFile.Reader(hadoop, SequenceFile.Reader.file(file))) {
      requireKnown(file, reader.getKeyClassName());
      requireKnown(file, reader.getValueClassName());
      DataOutputBuffer key = new DataOutputBuffer();
      SequenceFile.ValueBytes value = reader.createValueBytes();
      while (reader.nextRaw(key, value) >= 0) {
        DataOutputBuffer bytes = new DataOutputBuffer();
        value.writeUncompressedBytes(bytes);
        visitor.record(stream(key), stream(bytes));
        key.reset();
      }
    } catch (CamusException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IOException(RootCause.line(e), e); // As of a class that is not here.
    }
  }

  private void requireKnown(Path file, String name) {
    if (!classes.contains(name)) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT, "%s contains objects of %s, not of %s", file, name, expected()));
    }
  }

  private String expected() {
    return String.join(" and ", classes.stream().sorted().toList());
  }

  private static DataInputStream stream(DataOutputBuffer bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes.getData(), 0, bytes.getLength()));
  }
}
