package io.camus.format;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.lang.ref.Cleaner;

/**
 * Avro's {@code zstandard}: one frame a block. For blocks of a known size it needs far less native
 * memory than a stream; the memory is freed by garbage collection.
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
