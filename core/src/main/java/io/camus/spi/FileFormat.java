package io.camus.spi;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** Writes data files of one format and codec. Safe for use by several threads. */
public interface FileFormat {

  /** The ending of its files' names, with the dot: {@code .avro}, {@code .json.gz}. */
  String extension();

  /**
   * The memory, about, that an open file takes in bytes, native memory included, while no datum is
   * larger than a few KiB.
   */
  long openBytes();

  /**
   * Starts a file.
   *
   * @param out where the bytes go; closed with the writer
   * @param schema of all data that will be appended; empty for formats of lines
   * @param metadata facts for the file's own metadata, where the format has room for them
   */
  Writer create(OutputStream out, Optional<Schema> schema, Map<String, String> metadata)
      throws IOException;

  /** An open file. For one thread. */
  interface Writer extends AutoCloseable {
    /** Appends bytes as one record. */
    void append(byte[] bytes, int offset, int length) throws IOException;

    /** Writes what is buffered and closes the stream. */
    @Override
    void close() throws IOException;
  }
}
