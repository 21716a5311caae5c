package io.camus.parquet;

import java.io.IOException;

/** Compresses pages. Not thread-safe. */
interface PageCodec {
  /** The most bytes that a page of this length becomes. */
  long bound(int length);

  /**
   * Compresses the first bytes of an array.
   *
   * @param into has room for the bound
   * @return the number of bytes written
   */
  int compress(byte[] page, int length, byte[] into) throws IOException;
}
