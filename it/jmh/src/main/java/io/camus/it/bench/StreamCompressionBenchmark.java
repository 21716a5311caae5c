package io.camus.it.bench;

import io.camus.format.LineFileFormat;
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

/** A KiB of JSON, compressed in the stream of a file of lines. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StreamCompressionBenchmark {
  private static final int MESSAGE_BYTES = 800;

  /** The codec, with its level. */
  @Param({"null", "zstandard-1", "zstandard-2", "zstandard-3", "gzip"})
  public String codec;

  private Chunks chunks;

  /** Opens a file. */
  @Setup(Level.Iteration)
  public void open() throws IOException {
    chunks =
        new Chunks(
            new LineFileFormat(".json", Codecs.named(codec), new byte[] {0}),
            Optional.empty(),
            new JsonEvents(),
            MESSAGE_BYTES,
            0);
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
