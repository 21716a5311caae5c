package io.camus.it.bench;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.common.utils.internals.BufferSupplier;
import org.apache.kafka.common.utils.internals.CloseableIterator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** One event of a batch as it came from the broker: checked, decompressed, iterated over. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecordIterationBenchmark {

  /** Compression of the batch, as Kafka has it. */
  @Param({"none", "lz4", "zstd"})
  public String batches;

  private final BufferSupplier buffers = BufferSupplier.create();
  private ByteBuffer fetched;

  /** Makes a batch. */
  @Setup
  public void fill() {
    byte[][] values = Events.of(new AvroEvents(), Events.COUNT);
    SimpleRecord[] records = new SimpleRecord[values.length];
    for (int i = 0; i < values.length; i++) {
      records[i] = new SimpleRecord(values[i]);
    }
    Compression compression = Compression.of(CompressionType.forName(batches)).build();
    fetched = MemoryRecords.withRecords(compression, records).buffer();
  }

  /** Iterates as Kafka's consumer does, without the objects that it makes for its user. */
  @Benchmark
  @OperationsPerInvocation(Events.COUNT)
  public void iterate(Blackhole hole) {
    for (RecordBatch batch : MemoryRecords.readableRecords(fetched.duplicate()).batches()) {
      batch.ensureValid();
      try (CloseableIterator<Record> records = batch.streamingIterator(buffers)) {
        while (records.hasNext()) {
          hole.consume(records.next().value());
        }
      }
    }
  }

  /**
   * The way to compare with: iterates and makes the objects that Kafka's consumer makes for its
   * user.
   */
  @Benchmark
  @OperationsPerInvocation(Events.COUNT)
  public void makeConsumerRecords(Blackhole hole) {
    for (RecordBatch batch : MemoryRecords.readableRecords(fetched.duplicate()).batches()) {
      batch.ensureValid();
      try (CloseableIterator<Record> records = batch.streamingIterator(buffers)) {
        while (records.hasNext()) {
          Record record = records.next();
          hole.consume(
              new ConsumerRecord<byte[], byte[]>(
                  "t",
                  0,
                  record.offset(),
                  record.timestamp(),
                  batch.timestampType(),
                  record.keySize(),
                  record.valueSize(),
                  null,
                  Utils.toArray(record.value()),
                  new RecordHeaders(record.headers()),
                  Optional.empty()));
        }
      }
    }
  }
}
