package io.camus.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * A codec that compresses. There are as many compressors, and frames for what they make, as blocks
 * were ever compressed at the same time, however many files are open.
 */
final class CompressingCodec implements AvroCodec {
  private final String name;
  private final Supplier<BlockCodec> maker;
  private final Queue<Press> idle = new ConcurrentLinkedQueue<>();

  /** A compressor, and what it made. */
  private record Press(BlockCodec codec, BlockFrame compressed) {}

  /**
   * @param name Avro's
   * @param maker of one more compressor
   */
  CompressingCodec(String name, Supplier<BlockCodec> maker) {
    this.name = name;
    this.maker = maker;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void write(BlockFrame block, long data, byte[] sync, OutputStream out) throws IOException {
    Press taken = idle.poll();
    Press press = taken == null ? new Press(maker.get(), new BlockFrame(block.length())) : taken;
    BlockFrame compressed = press.compressed();
    compressed.clear();
    compressed.reserve(press.codec().bound(block.length()));
    compressed.grow(
        press
            .codec()
            .compress(
                block.array(),
                block.start(),
                block.length(),
                compressed.array(),
                compressed.end()));
    compressed.writeTo(out, data, sync);
    idle.add(press); // One that failed is not used again.
  }
}
