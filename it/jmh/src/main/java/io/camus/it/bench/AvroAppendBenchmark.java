package io.camus.it.bench;

import io.camus.format.AvroFileFormat;
import io.camus.format.Compression;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.FileFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
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

/**
 * One encoded event appended to an Avro file that goes nowhere, by the pipeline and by Avro's own
 * writer. What a codec takes beyond {@code null} is the compression of the event's share of a
 * block.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AvroAppendBenchmark {
  private static final int WIRE_HEADER = 5;

  /** The codec, as {@code etl.output.codec} has it. */
  @Param({"null", "snappy", "zstandard", "deflate"})
  public String codec;

  private Datum[] data;
  private FileFormat.Writer file;
  private DataFileWriter<Object> avros;

  /** Opens a file. */
  @Setup(Level.Iteration)
  public void open() throws IOException {
    Compression compression = Codecs.named(codec);
    FileFormat format =
        new AvroFileFormat(compression, AvroFileFormat.usualBlockBytes(compression));
    data =
        Events.data(
            Events.of(new AvroEvents(), Events.COUNT),
            WIRE_HEADER,
            Optional.of(AvroEvents.SCHEMA));
    file = format.create(OutputStream.nullOutputStream(), data[0].type.schema(), Map.of());
    avros =
        new DataFileWriter<>(new GenericDatumWriter<>(AvroEvents.SCHEMA))
            .setCodec(Codecs.ofAvro(codec))
            .setSyncInterval(AvroFileFormat.usualBlockBytes(compression))
            .create(AvroEvents.SCHEMA, OutputStream.nullOutputStream());
  }

  /** Closes it. */
  @TearDown(Level.Iteration)
  public void close() throws IOException {
    file.close();
    avros.close();
  }

  /** Appends. */
  @Benchmark
  @OperationsPerInvocation(Events.COUNT)
  public void append() throws IOException {
    for (Datum datum : data) {
      file.append(datum);
    }
  }

  /** The way to compare with. */
  @Benchmark
  @OperationsPerInvocation(Events.COUNT)
  public void appendByAvro() throws IOException {
    for (Datum datum : data) {
      avros.appendEncoded(ByteBuffer.wrap(datum.bytes, datum.offset, datum.length));
    }
  }
}
