package io.camus.objectstore;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** Holds the bytes of one part of an upload until they are sent. Not thread-safe. */
public interface PartBuffer extends Closeable {

  /** Creates buffers. Thread-safe. */
  @FunctionalInterface
  interface Factory {
    PartBuffer create() throws IOException;
  }

  /** Adds bytes at the end. */
  void write(byte[] bytes, int offset, int length) throws IOException;

  /** How many bytes it holds. */
  long length();

  /** Opens all of it for reading from the start; may be called again. */
  InputStream open() throws IOException;

  /** Empties it for the next part. */
  void clear() throws IOException;
}
