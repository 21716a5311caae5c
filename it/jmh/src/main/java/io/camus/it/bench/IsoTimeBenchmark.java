package io.camus.it.bench;

import io.camus.time.EventTime;
import io.camus.time.TimestampFormat;
import io.camus.time.TimestampFormats;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
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

/** One moment in ISO 8601, such as {@code 2026-11-22T14:10:05.123Z}, read from its text. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class IsoTimeBenchmark {
  private static final long FIRST = 1_795_356_605_123L;
  private static final long STEP = 61_003;

  private final String[] texts = new String[Events.COUNT];
  private final TimestampFormat format = TimestampFormats.parse("ISO-8601", ZoneOffset.UTC);
  private final EventTime time = new EventTime();

  /** Makes the texts. */
  public IsoTimeBenchmark() {
    for (int i = 0; i < texts.length; i++) {
      texts[i] = Instant.ofEpochMilli(FIRST + i * STEP).toString();
    }
  }

  /** The pipeline's way. */
  @Benchmark
  @OperationsPerInvocation(Events.COUNT)
  public long read() {
    long sum = 0;
    for (String text : texts) {
      format.read(text, time);
      sum += time.millis();
    }
    return sum;
  }

  /** The way to compare with. */
  @Benchmark
  @OperationsPerInvocation(Events.COUNT)
  public long parseByJavaTime() {
    long sum = 0;
    for (String text : texts) {
      sum += OffsetDateTime.parse(text).toInstant().toEpochMilli();
    }
    return sum;
  }
}
