package io.camus.it.bench;

import io.camus.audit.producer.CountingInterceptor;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a producer pays for the count of a record, from sending to acknowledgement. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CountedSendBenchmark {
  private static final long FIRST = 1_795_356_600_000L;
  private static final int RECORDS = 1_024;

  /** Topics that take turns. */
  @Param({"1", "16"})
  public int topics;

  private final CountingInterceptor interceptor = new CountingInterceptor();
  private final ProducerRecord<Object, Object> record = new ProducerRecord<>("topic-0", "x");
  private final RecordMetadata[] acknowledged = new RecordMetadata[RECORDS];
  private int next;

  /** There is no broker: what is published does not count here. */
  @Setup
  public void open() {
    interceptor.configure(
        Map.of("bootstrap.servers", "127.0.0.1:1", "camus.audit.tier", "producer"));
    for (int i = 0; i < RECORDS; i++) {
      acknowledged[i] =
          new RecordMetadata(
              new TopicPartition("topic-" + i % topics, 0), i, 0, FIRST + i, 10, 100);
    }
  }

  /** Ends its thread. */
  @TearDown
  public void close() {
    interceptor.close();
  }

  /** A record that is sent and acknowledged. */
  @Benchmark
  public Object count() {
    Object sent = interceptor.onSend(record);
    interceptor.onAcknowledgement(acknowledged[next++ % RECORDS], null, record.headers());
    return sent;
  }
}
