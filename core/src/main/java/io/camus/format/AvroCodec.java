package io.camus.format;

import java.io.IOException;
import java.io.OutputStream;

/** How the blocks of Avro files are written. Safe for use by several threads. */
interface AvroCodec {

  /** As {@code avro.codec} in a file's head has it. */
  String name();

  /**
   * Writes a block.
   *
   * @param block as it is before compression; keeps its bytes
   * @param data their number in it
   * @param sync the file's marker
   */
  void write(BlockFrame block, long data, byte[] sync, OutputStream out) throws IOException;
}
