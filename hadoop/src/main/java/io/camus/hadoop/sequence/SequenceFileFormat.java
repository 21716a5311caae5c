package io.camus.hadoop.sequence;

import io.camus.config.OutputCodec;
import io.camus.hadoop.sequence.SequenceProvider.Grouping;
import io.camus.spi.FileFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.SequenceFile.CompressionType;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.DefaultCodec;
import org.apache.hadoop.io.compress.SnappyCodec;
import org.apache.hadoop.util.ReflectionUtils;

/** Hadoop's sequence files of {@link Pair}s. */
final class SequenceFileFormat implements FileFormat {
  /** Keys, values, their lengths, and the compressed block: Hadoop's block has a megabyte. */
  private static final long BLOCK_BYTES = 4L << 20;

  private static final long RECORD_BYTES = 1L << 18;

  private final KeyClass keys;
  private final CompressionType compression;
  private final Configuration settings = new Configuration(false);
  private final Optional<Class<? extends CompressionCodec>> codec;

  /**
   * @param level of deflate
   * @throws IllegalArgumentException if Hadoop has no such codec in Java
   */
  SequenceFileFormat(KeyClass keys, Grouping grouping, OutputCodec codec, int level) {
    this.keys = keys;
    this.codec =
        switch (codec) {
          case NONE -> Optional.empty();
          case DEFLATE -> Optional.of(DefaultCodec.class);
          case SNAPPY -> Optional.of(SnappyCodec.class);
          case ZSTANDARD ->
              throw new IllegalArgumentException(
                  "camus.output.format = sequencefile: Hadoop compresses with zstandard only with its"
                      + " native library; use etl.output.codec = snappy, deflate or none");
        };
    this.compression =
        this.codec.isEmpty()
            ? CompressionType.NONE
            : grouping == Grouping.BLOCK ? CompressionType.BLOCK : CompressionType.RECORD;
    settings.setInt("io.compression.codec.zlib.level", level);
  }

  @Override
  public String extension() {
    return ".seq";
  }

  @Override
  public long openBytes() {
    return compression == CompressionType.BLOCK ? BLOCK_BYTES : RECORD_BYTES;
  }

  @Override
  public Writer create(OutputStream out, Optional<Schema> schema, Map<String, String> metadata)
      throws IOException {
    SequenceFile.Metadata facts = new SequenceFile.Metadata();
    metadata.forEach((key, value) -> facts.set(new Text(key), new Text(value)));
    boolean bytes = schema.isPresent();
    try {
      return new SequenceFileWriter(
          SequenceFile.createWriter(
              settings,
              SequenceFile.Writer.stream(new FSDataOutputStream(out, null)),
              SequenceFile.Writer.keyClass(
                  switch (keys) {
                    case TIME -> LongWritable.class;
                    case TEXT -> Text.class;
                    case BYTES -> BytesWritable.class;
                    case NONE -> NullWritable.class;
                  }),
              SequenceFile.Writer.valueClass(bytes ? BytesWritable.class : Text.class),
              SequenceFile.Writer.metadata(facts),
              codec
                  .map(
                      it ->
                          SequenceFile.Writer.compression(
                              compression, ReflectionUtils.newInstance(it, settings)))
                  .orElseGet(() -> SequenceFile.Writer.compression(CompressionType.NONE))),
          out,
          keys,
          bytes);
    } catch (IOException | RuntimeException | Error e) {
      out.close();
      throw e;
    }
  }
}
