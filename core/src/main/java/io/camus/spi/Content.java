package io.camus.spi;

import java.io.IOException;
import java.io.OutputStream;

/** The content of a new file, written from the beginning each time a store asks for it. */
@FunctionalInterface
public interface Content {
  /** No bytes. Such a file is complete as soon as its name exists. */
  Content EMPTY = out -> {};

  /**
   * Writes all bytes.
   *
   * @param out may be closed; the store closes it too
   */
  void writeTo(OutputStream out) throws IOException;

  /** These bytes. */
  static Content of(byte[] bytes) {
    return out -> out.write(bytes);
  }
}
