package io.camus.format;

import java.io.IOException;

/** Compresses the blocks of Avro data files as Avro's codec of one name does. For one thread. */
interface BlockCodec {

  /** The most bytes that a block of so many bytes can become. */
  long bound(int length);

  /**
   * Compresses a block.
   *
   * @param into has room for {@link #bound} bytes from {@code at} on
   * @return how many bytes were written there
   */
  int compress(byte[] block, int offset, int length, byte[] into, int at) throws IOException;
}
