package io.camus.format;

import java.io.IOException;
import java.io.OutputStream;

/** How the blocks of Avro files are written. Safe for use by several threads. */
interface AvroCodec {

  /** Its name in {@code avro.codec} of a file's header. */
  String name();

  /**
   * Writes a block.
   *
   * @param block before compression; its bytes are kept
   * @param data their number in it
   * @param sync the file's marker
   */
  void write(BlockFrame block, long data, byte[] sync, OutputStream out) throws IOException;
}
