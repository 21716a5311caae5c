package io.camus.format;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.lang.ref.Cleaner;

/**
 * Avro's {@code zstandard}: one frame a block. Its native memory is that of blocks of a known size,
 * which is far less than that of a stream; it is given back when nothing refers to this any more.
 */
final class ZstandardBlocks implements BlockCodec {
  private static final Cleaner CLEANER = Cleaner.create();

  private final ZstdCompressCtx context = new ZstdCompressCtx();

  ZstandardBlocks(int level) {
    context.setLevel(level);
    CLEANER.register(this, context::close);
  }

  @Override
  public long bound(int length) {
    return Zstd.compressBound(length);
  }

  @Override
  public int compress(byte[] block, int offset, int length, byte[] into, int at)
      throws IOException {
    try {
      return context.compressByteArray(into, at, into.length - at, block, offset, length);
    } catch (ZstdException e) {
      throw new IOException("a block cannot be compressed: " + e.getMessage(), e);
    }
  }
}
