package io.camus.parquet;

import io.camus.failure.NativeCodecs;
import io.camus.format.Compression;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.SnappyError;

/**
 * Compresses pages of any number of files, without Hadoop. It keeps as many codecs as pages were
 * ever compressed concurrently. Thread-safe.
 */
final class PageCompressor implements BytesInputCompressor {
  /** A codec keeps its buffers if no page was larger. */
  private static final int USUAL_PAGE_BYTES = 1 << 20;

  private final CompressionCodecName name;
  private final Supplier<PageCodec> maker;
  private final Queue<Worker> idle = new ConcurrentLinkedQueue<>();

  private PageCompressor(CompressionCodecName name, Supplier<PageCodec> maker) {
    this.name = name;
    this.maker = maker;
  }

  /**
   * The compressor of a kind of compression.
   *
   * @throws IllegalArgumentException if Parquet files have no such codec
   */
  static BytesInputCompressor of(Compression compression) {
    if (compression instanceof Compression.None) {
      return new Uncompressed();
    } else if (compression instanceof Compression.Snappy) {
      return new PageCompressor(CompressionCodecName.SNAPPY, SnappyPages::new);
    } else if (compression instanceof Compression.Gzip gzip) {
      return new PageCompressor(CompressionCodecName.GZIP, () -> new GzipPages(gzip.level()));
    } else if (compression instanceof Compression.Zstandard zstandard) {
      return new PageCompressor(
          CompressionCodecName.ZSTD, () -> new ZstandardPages(zstandard.level()));
    }
    throw new IllegalArgumentException(
        "Parquet files support no compression, snappy, zstandard and gzip, not deflate: use gzip");
  }

  @Override
  public BytesInput compress(BytesInput page) throws IOException {
    Worker worker = idle.poll();
    if (worker == null) {
      worker = new Worker(codec());
    }
    byte[] compressed;
    try {
      compressed = worker.compress(page);
    } catch (SnappyError | LinkageError e) {
      throw new IOException(NativeCodecs.why(e), e);
    }
    if (page.size() <= USUAL_PAGE_BYTES) {
      idle.add(worker); // A failed one is not reused.
    }
    return BytesInput.from(compressed);
  }

  private PageCodec codec() throws IOException {
    try {
      return maker.get();
    } catch (LinkageError e) {
      throw new IOException(NativeCodecs.why(e), e);
    }
  }

  @Override
  public CompressionCodecName getCodecName() {
    return name;
  }

  @Override
  public void release() {
    // Files share it.
  }

  /** A codec with its buffers. */
  private static final class Worker {
    private final PageCodec codec;
    private byte[] plain = {};
    private byte[] compressed = {};

    Worker(PageCodec codec) {
      this.codec = codec;
    }

    byte[] compress(BytesInput page) throws IOException {
      int length = Math.toIntExact(page.size());
      plain = grown(plain, length);
      compressed = grown(compressed, codec.bound(length));
      page.writeAllTo(new Filling(plain));
      return Arrays.copyOf(compressed, codec.compress(plain, length, compressed));
    }

    private static byte[] grown(byte[] buffer, long needed) throws IOException {
      if (needed > Integer.MAX_VALUE - 8) {
        throw new IOException("a page of about " + needed + " bytes cannot be compressed");
      }
      return needed <= buffer.length ? buffer : new byte[(int) needed];
    }
  }

  /** Writes to an array that is large enough. */
  private static final class Filling extends OutputStream {
    private final byte[] array;
    private int length;

    Filling(byte[] array) {
      this.array = array;
    }

    @Override
    public void write(int b) {
      array[length++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
      System.arraycopy(bytes, offset, array, length, count);
      length += count;
    }
  }

  /** Pages as they are. */
  private static final class Uncompressed implements BytesInputCompressor {
    @Override
    public BytesInput compress(BytesInput page) {
      return page;
    }

    @Override
    public CompressionCodecName getCodecName() {
      return CompressionCodecName.UNCOMPRESSED;
    }

    @Override
    public void release() {
      // Nothing to do.
    }
  }
}
