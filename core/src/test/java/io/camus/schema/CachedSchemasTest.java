package io.camus.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.model.SchemaUnavailableException;
import io.camus.spi.SchemaId;
import io.camus.spi.SchemaRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CachedSchemasTest {
  private static final Schema STRING = Schema.create(Schema.Type.STRING);

  private final Source source = new Source();
  private final HandClock clock = new HandClock();
  private final CachedSchemas cached = new CachedSchemas(source, Duration.ofSeconds(30), clock);

  @Test
  void schemaIsAskedForOnceForAllTopics() {
    source.answer = Optional.of(STRING);

    assertThat(cached.schema("a", 17)).contains(STRING);
    clock.now = clock.now.plus(Duration.ofDays(900));
    assertThat(cached.schema("b", 17)).contains(STRING);
    assertThat(source.calls).hasValue(1);
  }

  @Test
  void aTextIsAskedForOnceForAllTopics() {
    source.answer = Optional.of(STRING);

    assertThat(cached.text("a", SchemaId.of(17)))
        .isPresent()
        .isEqualTo(cached.text("b", SchemaId.of(17)));
    assertThat(source.calls).hasValue(1);
  }

  @Test
  void missingIdIsBelievedForAWhile() {
    assertThat(cached.schema("a", 17)).isEmpty();
    clock.now = clock.now.plusSeconds(29);
    assertThat(cached.schema("b", 17)).isEmpty();
    assertThat(source.calls).hasValue(1);

    clock.now = clock.now.plusSeconds(1);
    source.answer = Optional.of(STRING);
    assertThat(cached.schema("a", 17)).contains(STRING);
    assertThat(source.calls).hasValue(2);
  }

  @Test
  void failureIsNotRemembered() {
    source.failure = new SchemaUnavailableException("down");
    assertThatThrownBy(() -> cached.schema("a", 17)).hasMessage("down");

    source.failure = null;
    source.answer = Optional.of(STRING);
    assertThat(cached.schema("a", 17)).contains(STRING);
  }

  @Test
  void manyThreadsMakeOneCall() throws Exception {
    source.answer = Optional.of(STRING);
    source.gate = new CountDownLatch(1);
    CountDownLatch started = new CountDownLatch(16);
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Future<Optional<Schema>>> answers = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        String topic = "topic" + i;
        answers.add(
            threads.submit(
                () -> {
                  started.countDown();
                  return cached.schema(topic, 17);
                }));
      }
      started.await();
      source.gate.countDown();
      for (Future<Optional<Schema>> answer : answers) {
        assertThat(answer.get()).contains(STRING);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(source.calls).hasValue(1);
  }

  @Test
  void registeredSchemaIsRememberedByTopic() {
    assertThat(cached.register("a", STRING)).contains(1);
    assertThat(cached.register("a", Schema.create(Schema.Type.STRING))).contains(1);
    assertThat(cached.register("b", STRING)).contains(2);
  }

  @Test
  void idsOfATopicAreAskedForTopicByTopic() {
    source.ids = SchemaRegistry.Ids.PER_TOPIC;
    source.answer = Optional.of(STRING);

    cached.schema("a", 17);
    cached.schema("b", 17);
    cached.schema("b", 17);

    assertThat(source.calls).hasValue(2);
    assertThat(cached.ids()).isEqualTo(SchemaRegistry.Ids.PER_TOPIC);
  }

  @Test
  void reasonComesFromTheRegistry() {
    assertThat(cached.whyMissing("a", 17)).isEqualTo("no 17 in a");
  }

  private static final class Source implements SchemaRegistry {
    private final AtomicInteger calls = new AtomicInteger();
    private Optional<Schema> answer = Optional.empty();
    private SchemaUnavailableException failure;
    private Ids ids = Ids.SHARED;
    private CountDownLatch gate = new CountDownLatch(0);

    @Override
    public Optional<Schema> schema(String topic, int id) {
      calls.incrementAndGet();
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      if (failure != null) {
        throw failure;
      }
      return answer;
    }

    @Override
    public Optional<Integer> register(String topic, Schema schema) {
      return Optional.of(calls.incrementAndGet());
    }

    @Override
    public Ids ids() {
      return ids;
    }

    @Override
    public String whyMissing(String topic, int id) {
      return "no " + id + " in " + topic;
    }
  }

  private static final class HandClock extends Clock {
    private Instant now = Instant.parse("2026-11-22T14:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
