package io.camus.it.bench;

import io.camus.format.LineFileFormat;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.FileFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
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

/** One JSON object of about 1 KB appended to a file of lines that goes nowhere. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LineAppendBenchmark {
  /** More than Zstandard looks back at, so that no message is found again in the next round. */
  private static final int COUNT = 10_000;

  /** The codec, as {@code etl.output.codec} has it. */
  @Param({"null", "zstandard", "gzip"})
  public String codec;

  private Datum[] data;
  private FileFormat.Writer file;

  /** Opens a file. */
  @Setup(Level.Iteration)
  public void open() throws IOException {
    FileFormat format = new LineFileFormat(".json", Codecs.named(codec), new byte[] {'\n'});
    data = Events.data(Events.of(new JsonEvents(), COUNT), 0, Optional.empty());
    file = format.create(OutputStream.nullOutputStream(), data[0].type.schema(), Map.of());
  }

  /** Closes it. */
  @TearDown(Level.Iteration)
  public void close() throws IOException {
    file.close();
  }

  /** Appends. */
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public void append() throws IOException {
    for (Datum datum : data) {
      file.append(datum);
    }
  }
}
