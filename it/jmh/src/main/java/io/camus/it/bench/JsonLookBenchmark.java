package io.camus.it.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.camus.decode.AuditFields;
import io.camus.decode.EventTimeRule;
import io.camus.decode.FieldPath;
import io.camus.decode.JsonDecoder;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.SourceRecord;
import io.camus.time.TimestampFormats;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.List;
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
import org.openjdk.jmh.infra.Blackhole;

/** One JSON object of about 1 KB: looked through as the pipeline does, and read by Jackson. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JsonLookBenchmark {
  private final byte[][] values = Events.of(new JsonEvents(), Events.COUNT);
  private final SourceRecord[] records = Events.records(values);
  private final JsonFactory jackson = new JsonFactory();
  private final JsonDecoder decoder =
      new JsonDecoder(
          Optional.of(new byte[] {'\n'}),
          new EventTimeRule(
              List.of(FieldPath.parse("at")),
              TimestampFormats.parse("unix_milliseconds", ZoneOffset.UTC),
              false),
          new AuditFields(List.of(FieldPath.parse("server")), List.of(FieldPath.parse("service"))));

  /** The pipeline's way: event time, server and service found, every byte judged. */
  @Benchmark
  @OperationsPerInvocation(Events.COUNT)
  public void look(Blackhole hole) {
    for (SourceRecord message : records) {
      hole.consume(((Datum) decoder.decode(message)).eventTimeMillis);
    }
  }

  /** The way to compare with: all tokens, of which no value is made. */
  @Benchmark
  @OperationsPerInvocation(Events.COUNT)
  public void readTokens(Blackhole hole) throws IOException {
    for (byte[] value : values) {
      try (JsonParser parser = jackson.createParser(value)) {
        while (parser.nextToken() != null) {
          hole.consume(parser.currentTokenId());
        }
      }
    }
  }
}
