package io.camus.spi;

import java.io.IOException;
import java.io.OutputStream;

/** The bytes of a new file, written from the first one each time a store asks for them. */
@FunctionalInterface
public interface Content {
  /** No bytes. Such a file is whole as soon as its name is there. */
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
