package io.camus.parquet;

import java.io.IOException;
import org.xerial.snappy.Snappy;

/** Parquet's {@code SNAPPY}: Snappy's raw format. */
final class SnappyPages implements PageCodec {

  /** Source: Snappy's {@code MaxCompressedLength}. */
  @Override
  public long bound(int length) {
    return 32L + length + length / 6L;
  }

  @Override
  public int compress(byte[] page, int length, byte[] into) throws IOException {
    return Snappy.compress(page, 0, length, into, 0);
  }
}
