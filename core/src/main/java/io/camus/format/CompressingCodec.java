package io.camus.format;

import io.camus.failure.NativeCodecs;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.xerial.snappy.SnappyError;

/**
 * A compressing codec. Its pool has as many compressors and frames as blocks were ever compressed
 * concurrently, however many files are open.
 */
final class CompressingCodec implements AvroCodec {
  private final String name;
  private final Supplier<BlockCodec> maker;
  private final Queue<Compressor> idle = new ConcurrentLinkedQueue<>();

  /** A compressor and its output. */
  private record Compressor(BlockCodec codec, BlockFrame compressed) {}

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
    Compressor compressor;
    try {
      Compressor taken = idle.poll();
      compressor =
          taken == null ? new Compressor(maker.get(), new BlockFrame(block.length())) : taken;
      compress(compressor, block);
    } catch (SnappyError | LinkageError e) {
      throw new IOException(NativeCodecs.why(e), e);
    }
    compressor.compressed().writeTo(out, data, sync);
    idle.add(compressor); // A failed compressor is not reused.
  }

  private static void compress(Compressor compressor, BlockFrame block) throws IOException {
    BlockFrame compressed = compressor.compressed();
    compressed.clear();
    compressed.reserve(compressor.codec().bound(block.length()));
    compressed.grow(
        compressor
            .codec()
            .compress(
                block.array(),
                block.start(),
                block.length(),
                compressed.array(),
                compressed.end()));
  }
}
