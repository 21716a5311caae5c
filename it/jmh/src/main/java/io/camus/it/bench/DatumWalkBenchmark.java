package io.camus.it.bench;

import io.camus.decode.AvroDecoder;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.SourceRecord;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** One Avro event: walked through as the pipeline does, and decoded by Avro's own reader. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DatumWalkBenchmark {
  private static final int WIRE_HEADER = 5;

  private final byte[][] values = Events.of(new AvroEvents(), Events.COUNT);
  private final SourceRecord[] records = Events.records(values);
  private final AvroDecoder decoder = Events.decoder();
  private final GenericDatumReader<GenericRecord> reader =
      new GenericDatumReader<>(AvroEvents.SCHEMA);
  private BinaryDecoder binary;
  private GenericRecord reused;

  /** The pipeline's way. */
  @Benchmark
  @OperationsPerInvocation(Events.COUNT)
  public void walk(Blackhole hole) {
    for (SourceRecord message : records) {
      hole.consume(((Datum) decoder.decode(message)).eventTimeMillis);
    }
  }

  /** The way to compare with: into objects that are used again. */
  @Benchmark
  @OperationsPerInvocation(Events.COUNT)
  public void decodeToObjects(Blackhole hole) throws IOException {
    for (byte[] value : values) {
      binary =
          DecoderFactory.get()
              .binaryDecoder(value, WIRE_HEADER, value.length - WIRE_HEADER, binary);
      reused = reader.read(reused, binary);
      hole.consume(reused);
    }
  }
}
