package io.camus.spi;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** Writes data files of one format and codec. Thread-safe. */
public interface FileFormat {

  /** The ending of its files' names, with the dot: {@code .avro}, {@code .json.gz}. */
  String extension();

  /**
   * The approximate memory of an open file in bytes, including native memory, if no datum is larger
   * than a few KiB.
   */
  long openBytes();

  /**
   * Starts a file.
   *
   * @param out receives the bytes; closed with the writer
   * @param schema of all appended data; empty for formats of lines
   * @param metadata entries for the file's own metadata, if the format supports it
   */
  Writer create(OutputStream out, Optional<Schema> schema, Map<String, String> metadata)
      throws IOException;

  /** An open file. Not thread-safe. */
  interface Writer extends AutoCloseable {
    /** Appends bytes as one record. */
    void append(byte[] bytes, int offset, int length) throws IOException;

    /** Writes what is buffered and closes the stream. */
    @Override
    void close() throws IOException;
  }
}
