package io.camus.spi;

import io.camus.spi.Decoded.Datum;
import java.io.IOException;
import java.io.InputStream;
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
   * than a few KiB, without what {@link Writer#buffered} returns.
   */
  long openBytes();

  /**
   * Starts a file.
   *
   * @param out receives the bytes; closed with the writer
   * @param schema of all appended data; empty for formats of lines
   * @param metadata entries for the file's own metadata, if the format supports it
   * @throws io.camus.model.ConfigurationException if the format cannot hold data of this schema;
   *     the topic fails
   */
  Writer create(OutputStream out, Optional<Schema> schema, Map<String, String> metadata)
      throws IOException;

  /**
   * The bytes that end each record of a file, and so cannot occur in one; empty if records may hold
   * any bytes.
   */
  default Optional<byte[]> delimiter() {
    return Optional.empty();
  }

  /** A check of schemas; empty if the format holds data of every schema. */
  default Optional<SchemaCheck> schemaCheck() {
    return Optional.empty();
  }

  /** Tells which schemas a format can hold. Thread-safe. */
  @FunctionalInterface
  interface SchemaCheck {
    /**
     * Why the format cannot hold data of a schema, and what to do; empty if it can. {@link #create}
     * throws the same as an exception.
     */
    Optional<String> refusal(Schema schema);
  }

  /** An open file. Not thread-safe. */
  interface Writer extends AutoCloseable {
    /**
     * Appends a record. If the file will hold it in another form than the datum's bytes, this sets
     * the datum's bytes and their checksum to what the format's {@link Reader} will return. The
     * file may hold records in another order.
     */
    void append(Datum datum) throws IOException;

    /** The memory of buffered records, in bytes, if it grows with their number. */
    default long buffered() {
      return 0;
    }

    /** Writes the buffered records, to free their memory. */
    default void flush() throws IOException {}

    /** Writes what is buffered and closes the stream. */
    @Override
    void close() throws IOException;
  }

  /** Reads data files of one format. Thread-safe. */
  interface Reader {
    /**
     * The schema of a file; empty if the format has none.
     *
     * @throws IOException if the file cannot be read, or is not of this format
     */
    Optional<Schema> schema(Source source) throws IOException;

    /**
     * Passes on the records of a file, in their order.
     *
     * @throws IOException if the file cannot be read; {@link MalformedFileException}, or any other
     *     exception that the source did not throw, if it is not a complete file of this format
     */
    void read(Source source, Records records) throws IOException;

    /**
     * A possible explanation of records that are not the expected ones, for people; may be empty.
     */
    default String hint() {
      return "";
    }
  }

  /** The bytes of a file, which can be read repeatedly. */
  @FunctionalInterface
  interface Source {
    /** From the start; the caller closes it. */
    InputStream open() throws IOException;
  }

  /** Receives the records of a file. */
  interface Records {
    /** The schema of the records, before the first one; not called if the format has none. */
    void schema(Schema schema) throws IOException;

    /** The next bytes of the current record. */
    void bytes(byte[] bytes, int offset, int length) throws IOException;

    /** The current record is complete. */
    void endRecord() throws IOException;
  }

  /** A file that is not a complete file of its format. */
  final class MalformedFileException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * @param message what is wrong with it: {@code it does not end with its sync marker}
     */
    public MalformedFileException(String message) {
      super(message);
    }
  }
}
