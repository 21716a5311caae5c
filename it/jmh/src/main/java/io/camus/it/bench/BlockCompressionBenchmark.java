package io.camus.it.bench;

import io.camus.format.AvroFileFormat;
import io.camus.format.Compression;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A KiB of Avro events, compressed as a block of an Avro file, which ends with each chunk. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BlockCompressionBenchmark {
  private static final int WIRE_HEADER = 5;
  private static final int MESSAGE_BYTES = 150;

  /** The codec, with its level. */
  @Param({"null", "snappy", "zstandard-1", "zstandard-2", "zstandard-3", "deflate"})
  public String codec;

  private Chunks chunks;

  /** Opens a file. */
  @Setup(Level.Iteration)
  public void open() throws IOException {
    Compression compression = Codecs.named(codec);
    chunks =
        new Chunks(
            new AvroFileFormat(compression, AvroFileFormat.usualBlockBytes(compression)),
            Optional.of(AvroEvents.SCHEMA),
            new AvroEvents(),
            MESSAGE_BYTES,
            WIRE_HEADER);
  }

  /** Closes it. */
  @TearDown(Level.Iteration)
  public void close() throws IOException {
    chunks.close();
  }

  /** Compresses. */
  @Benchmark
  @OperationsPerInvocation(Chunks.KIBIBYTES * Chunks.COUNT)
  public void compress() throws IOException {
    chunks.append();
  }
}
