package io.camus.format;

import io.camus.model.NativeCodecs;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.xerial.snappy.SnappyError;

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
    Press press;
    try {
      Press taken = idle.poll();
      press = taken == null ? new Press(maker.get(), new BlockFrame(block.length())) : taken;
      press(press, block);
    } catch (SnappyError | LinkageError e) {
      throw new IOException(NativeCodecs.why(e), e);
    }
    press.compressed().writeTo(out, data, sync);
    idle.add(press); // One that failed is not used again.
  }

  private static void press(Press press, BlockFrame block) throws IOException {
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
  }
}
