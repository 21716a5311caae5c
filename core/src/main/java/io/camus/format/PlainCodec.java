package io.camus.format;

import java.io.IOException;
import java.io.OutputStream;

/** Avro's {@code null}: blocks as they are. */
final class PlainCodec implements AvroCodec {
  @Override
  public String name() {
    return "null";
  }

  @Override
  public void write(BlockFrame block, long data, byte[] sync, OutputStream out) throws IOException {
    block.writeTo(out, data, sync);
  }
}
