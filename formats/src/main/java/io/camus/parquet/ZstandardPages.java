package io.camus.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.lang.ref.Cleaner;

/** Parquet's {@code ZSTD}: one frame a page. Native memory is freed by garbage collection. */
final class ZstandardPages implements PageCodec {
  private static final Cleaner CLEANER = Cleaner.create();

  private final ZstdCompressCtx context = new ZstdCompressCtx();

  ZstandardPages(int level) {
    context.setLevel(level);
    CLEANER.register(this, context::close);
  }

  @Override
  public long bound(int length) {
    return Zstd.compressBound(length);
  }

  @Override
  public int compress(byte[] page, int length, byte[] into) throws IOException {
    try {
      return context.compressByteArray(into, 0, into.length, page, 0, length);
    } catch (ZstdException e) {
      throw new IOException("a page cannot be compressed: " + e.getMessage(), e);
    }
  }
}
