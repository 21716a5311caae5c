package io.camus.it.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.camus.config.HttpRegistry;
import io.camus.report.RunSummary.TopicSummary;
import io.camus.report.RunSummary;
import io.camus.report.SummaryJson;
import io.camus.schema.CachedSchemas;
import io.camus.schema.ConfluentRegistry;
import io.camus.spi.SchemaRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import nl.altindag.ssl.SSLFactory;
import nl.altindag.ssl.pem.util.PemUtils;
import org.apache.avro.Schema;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a process pays for a piece that it needs once, its classes included: our own piece, and a
 * library in its place. Each figure is the first call of a fresh process.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(10)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class StartBenchmark {
  private static final Instant START = Instant.parse("2026-11-22T14:00:00Z");
  private static final int ID = 17;

  private final String authority = resource("authority.pem");
  private final Answers answers = new Answers();

  /** An authority's certificate becomes a TLS context. */
  @Benchmark
  public Object pem() {
    return new ConfluentRegistry(
        new HttpRegistry(
            List.of(URI.create("https://registry")),
            Optional.empty(),
            Optional.of(authority),
            Optional.empty(),
            Duration.ofSeconds(1),
            0),
        Duration.ofMillis(200));
  }

  /** The same by sslcontext-kickstart-for-pem. */
  @Benchmark
  public Object pemByKickstart() {
    return SSLFactory.builder()
        .withTrustMaterial(PemUtils.parseTrustMaterial(authority))
        .build()
        .getSslContext();
  }

  /** A schema is asked for twice. */
  @Benchmark
  public Object cache() {
    SchemaRegistry cached = new CachedSchemas(answers, Duration.ofSeconds(1), Clock.systemUTC());
    cached.schema("t", ID);
    return cached.schema("t", ID);
  }

  /** The same by Caffeine: answers are kept for ever, missing ones for a while. */
  @Benchmark
  public Object cacheByCaffeine() {
    AsyncCache<Integer, Optional<Schema>> cached =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .expireAfter(
                Expiry.<Integer, Optional<Schema>>creating(
                    (id, schema) ->
                        schema.isPresent() ? Duration.ofDays(10_000) : Duration.ofSeconds(1)))
            .buildAsync();
    cached.get(ID, (id, executor) -> new CompletableFuture<>()).complete(answers.schema("t", ID));
    return cached.get(ID, (id, executor) -> new CompletableFuture<>()).join();
  }

  /** A summary of one topic becomes JSON. */
  @Benchmark
  public String summary() {
    return SummaryJson.of(summaryOfOneTopic()).text();
  }

  /** The same by Jackson from records made for it. */
  @Benchmark
  public String summaryByRecords() throws JsonProcessingException {
    return new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValueAsString(SummaryView.of(summaryOfOneTopic()));
  }

  private static RunSummary summaryOfOneTopic() {
    return new RunSummary(
        Optional.empty(),
        START,
        Duration.ofSeconds(1),
        1,
        List.of(
            new TopicSummary(
                "t",
                1,
                1,
                1,
                1,
                0,
                0,
                0,
                0,
                0,
                0,
                Optional.of(START),
                Optional.of(START),
                Optional.empty())),
        List.of(),
        0,
        List.of(),
        List.of(1L),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(), Map.of(), List.of());
  }

  /** What a summary's document would be as a record. */
  public record SummaryView(
      String run,
      int exitCode,
      String startedAt,
      String duration,
      int tasks,
      long files,
      List<TopicView> topics,
      int emptyTopics,
      List<Long> commits,
      List<String> recovered) {
    static SummaryView of(RunSummary summary) {
      return new SummaryView(
          summary.run().map(Object::toString).orElse(null),
          summary.status(),
          summary.startedAt().toString(),
          summary.duration().toString(),
          summary.tasks(),
          summary.files(),
          summary.topics().stream().map(TopicView::of).toList(),
          summary.emptyTopics(),
          summary.commits(),
          summary.recovered());
    }
  }

  /** A topic of it. */
  public record TopicView(
      String topic,
      int partitions,
      long messages,
      long bytes,
      long files,
      long offsets,
      String firstEvent,
      String lastEvent) {
    static TopicView of(TopicSummary topic) {
      return new TopicView(
          topic.topic(),
          topic.partitions(),
          topic.messages(),
          topic.bytes(),
          topic.files(),
          topic.offsets(),
          topic.firstEvent().map(Instant::toString).orElse(null),
          topic.lastEvent().map(Instant::toString).orElse(null));
    }
  }

  private static String resource(String name) {
    try (InputStream in = StartBenchmark.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }

  /** Has one schema. */
  private static final class Answers implements SchemaRegistry {
    @Override
    public Optional<Schema> schema(String topic, int id) {
      return Optional.of(AvroEvents.SCHEMA);
    }

    @Override
    public Optional<Integer> register(String topic, Schema schema) {
      return Optional.empty();
    }
  }
}
