package io.camus.format;

import java.io.IOException;

/** Compresses blocks of Avro data files like the Avro codec with the same name. Not thread-safe. */
interface BlockCodec {

  /** The maximum compressed size of a block. */
  long bound(int length);

  /**
   * Compresses a block.
   *
   * @param into has room for {@link #bound} bytes from {@code at} on
   * @return how many bytes were written there
   */
  int compress(byte[] block, int offset, int length, byte[] into, int at) throws IOException;
}
