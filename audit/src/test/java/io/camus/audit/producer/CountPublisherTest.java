package io.camus.audit.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.audit.CountEvent;
import io.camus.audit.CountEventDecoder;
import io.camus.audit.EventId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class CountPublisherTest {
  private static final long WINDOW = 600_000;
  private static final Instant NOW = Instant.parse("2026-11-22T14:05:59Z");

  private final SentCounts counts = new SentCounts(WINDOW, 100);
  private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
  private boolean acknowledges = true;
  private final CountPublisher publisher =
      new CountPublisher(
          counts,
          new CountPublisher.Origin("audit", "producer", "web-1", "shop"),
          this::producer,
          Clock.fixed(NOW, ZoneOffset.UTC));

  private Producer<byte[], byte[]> producer() {
    MockProducer<byte[], byte[]> made =
        new MockProducer<>(
            acknowledges, null, new ByteArraySerializer(), new ByteArraySerializer());
    producers.add(made);
    return made;
  }

  private List<ProducerRecord<byte[], byte[]>> messages() {
    return producers.stream().flatMap(made -> made.history().stream()).toList();
  }

  /** What a consumer has that keeps the last event of each id. */
  private long sum() throws IOException {
    Map<EventId, Long> last = new LinkedHashMap<>();
    for (ProducerRecord<byte[], byte[]> message : messages()) {
      CountEvent event = new CountEventDecoder().decode(message.value());
      assertThat(message.key()).isEqualTo(event.id().toBytes());
      last.put(event.id(), event.count());
    }
    return last.values().stream().mapToLong(Long::longValue).sum();
  }

  private boolean publish() {
    return publisher.publish(Duration.ofMillis(50));
  }

  @Test
  void anEventHasTheWholeCountOfItsWindow() throws IOException {
    counts.sent("views", 1);
    counts.sent("views", 2);

    assertThat(publish()).isTrue();
    ProducerRecord<byte[], byte[]> message = messages().get(0);
    CountEvent event = new CountEventDecoder().decode(message.value());

    assertThat(message.topic()).isEqualTo("audit");
    assertThat(event)
        .isEqualTo(
            new CountEvent(
                event.id(),
                NOW.toEpochMilli(),
                "web-1",
                "shop",
                "producer",
                "views",
                2,
                0,
                WINDOW));
    assertThat(header(message, "camus-audit-revision")).isEqualTo("1");
    assertThat(header(message, "camus-audit-failed-sends")).isEqualTo("0");
  }

  @Test
  void aLargerCountReplacesTheSmallerOne() throws IOException {
    counts.sent("views", 1);
    publish();
    publish();
    counts.sent("views", 1);
    counts.sent("clicks", 1);
    counts.failed("views");
    publish();

    assertThat(messages()).hasSize(3);
    assertThat(sum()).isEqualTo(3);
    assertThat(messages())
        .anySatisfy(
            message -> {
              assertThat(header(message, "camus-audit-revision")).isEqualTo("2");
              assertThat(header(message, "camus-audit-failed-sends")).isEqualTo("1");
            });
  }

  @Test
  void theEndOfAProducerIsMarkedWithoutAnotherCount() throws IOException {
    counts.sent("views", 1);
    publish();
    counts.forget(Long.MAX_VALUE);

    assertThat(publisher.publishLast(Duration.ofSeconds(1))).isTrue();
    assertThat(messages()).hasSize(2);
    assertThat(sum()).isEqualTo(1);
    assertThat(header(messages().get(1), "camus-audit-closed")).isEqualTo("true");
    assertThat(messages().get(0).headers().lastHeader("camus-audit-closed")).isNull();
  }

  @Test
  void aProducerWithoutCountsHasNoEnd() {
    assertThat(publisher.publishLast(Duration.ofSeconds(1))).isTrue();
    assertThat(messages()).isEmpty();
  }

  @Test
  void whatIsNotAcknowledgedIsPublishedAgain() throws IOException {
    acknowledges = false;
    counts.sent("views", 1);

    assertThat(publish()).isFalse();
    counts.sent("views", 1);
    assertThat(publish()).isFalse();
    while (producers.get(0).completeNext()) {
      // all of them
    }
    counts.forget(Long.MAX_VALUE);

    assertThat(counts.all()).as("nothing is known to have arrived").hasSize(1);
    assertThat(sum()).isEqualTo(2);
  }

  @Test
  void aRefusalEndsTheProducerAndTheNextCallHasAnother() throws IOException {
    acknowledges = false;
    counts.sent("views", 1);
    Thread refusal =
        new Thread(
            () -> {
              while (producers.isEmpty()
                  || !producers.get(0).errorNext(new TimeoutException("no leader"))) {
                Thread.onSpinWait();
              }
            });
    refusal.start();

    assertThat(publisher.publish(Duration.ofSeconds(20))).isFalse();
    assertThat(producers.get(0).closed()).isTrue();

    acknowledges = true;
    assertThat(publish()).isTrue();
    assertThat(producers).hasSize(2);
    assertThat(sum()).isEqualTo(1);
  }

  private static String header(ProducerRecord<?, ?> message, String name) {
    return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
