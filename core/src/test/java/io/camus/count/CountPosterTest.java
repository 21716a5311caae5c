package io.camus.count;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.audit.CountEvent;
import io.camus.audit.CountEventDecoder;
import io.camus.audit.CountEventSchema;
import io.camus.audit.EventId;
import io.camus.count.TopicCounts.Span;
import io.camus.model.SchemaUnavailableException;
import io.camus.model.SourceException;
import io.camus.model.WindowCount;
import io.camus.spi.SchemaRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class CountPosterTest {
  private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_000L);

  private MockProducer<byte[], byte[]> producer = producer(true);
  private Optional<SchemaRegistry> registry = Optional.empty();
  private Duration timeout = Duration.ofSeconds(10);
  private Optional<String> brokerTier = Optional.empty();

  @Test
  void oneEventIsPostedForEachTopicWindowServerAndService() throws IOException {
    int posted =
        poster()
            .post(
                posting(
                    42,
                    List.of(
                        counts("orders", new WindowCount(0, "web1", "shop", 5)),
                        counts("clicks", new WindowCount(600_000, "web1", "shop", 1)),
                        counts(
                            "clicks",
                            new WindowCount(600_000, "web1", "shop", 2),
                            new WindowCount(600_000, "web2", "shop", 7)))));

    assertThat(posted).isEqualTo(3);
    assertThat(events())
        .containsExactly(
            event("clicks", 600_000, "web1", "shop", 3),
            event("clicks", 600_000, "web2", "shop", 7),
            event("orders", 0, "web1", "shop", 5));
    assertThat(producer.history())
        .allMatch(message -> message.topic().equals("TrackingMonitoringEvent"));
    assertThat(producer.closed()).isTrue();
  }

  @Test
  void whatTheBrokerHeldIsASecondTierIfItHasAName() throws IOException {
    brokerTier = Optional.of("broker");
    CountPoster.Posting posting =
        new CountPoster.Posting(
            42,
            "nonce",
            List.of(counts("clicks", new WindowCount(0, "all_servers", "all_services", 5))),
            List.of(
                counts(
                    "clicks",
                    new WindowCount(0, "all_servers", "all_services", 7),
                    new WindowCount(600_000, "all_servers", "all_services", 1))));

    assertThat(poster().post(posting)).isEqualTo(3);
    assertThat(events())
        .extracting(CountEvent::tier, CountEvent::beginMillis, CountEvent::count)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("hadoop", 0L, 5L),
            org.assertj.core.groups.Tuple.tuple("broker", 0L, 7L),
            org.assertj.core.groups.Tuple.tuple("broker", 600_000L, 1L));
    assertThat(events().get(0).id()).isNotEqualTo(events().get(1).id());
  }

  @Test
  void keyIsTheIdAndAHeaderTellsThePoster() throws IOException {
    poster().post(posting(42, List.of(counts("clicks", new WindowCount(0, "web1", "shop", 5)))));

    ProducerRecord<byte[], byte[]> message = producer.history().get(0);
    assertThat(EventId.of(message.key())).isEqualTo(events().get(0).id());
    assertThat(new String(message.headers().lastHeader("posted-by").value(), UTF_8))
        .isEqualTo("camus@host1");
  }

  @Test
  void repeatHasTheSameIdsAndAnotherRecordHasOthers() {
    List<TopicCounts> counts = List.of(counts("clicks", new WindowCount(0, "web1", "shop", 5)));

    poster().post(posting(42, counts));
    byte[] first = producer.history().get(0).key();
    producer = producer(true);
    poster().post(posting(42, counts));
    assertThat(producer.history().get(0).key()).isEqualTo(first);
    producer = producer(true);
    poster().post(posting(43, counts));
    assertThat(producer.history().get(0).key()).isNotEqualTo(first);
  }

  @Test
  void registeredSchemaGivesTheRegistryFormat() throws IOException {
    List<String> subjects = new ArrayList<>();
    registry = Optional.of(registry(subjects, Optional.of(0x01020304)));

    poster().post(posting(1, List.of(counts("clicks", new WindowCount(0, "web1", "shop", 5)))));

    assertThat(subjects).containsExactly("TrackingMonitoringEvent");
    assertThat(producer.history().get(0).value()).startsWith(0, 1, 2, 3, 4);
    assertThat(events()).hasSize(1);
  }

  @Test
  void registryWithoutIdsGivesTheFingerprint() throws IOException {
    registry = Optional.of(registry(new ArrayList<>(), Optional.empty()));

    poster().post(posting(1, List.of(counts("clicks", new WindowCount(0, "web1", "shop", 5)))));

    assertThat(producer.history().get(0).value()).startsWith(0xC3, 0x01);
    assertThat(events()).hasSize(1);
  }

  @Test
  void foldedTopicIsPostedByWindowOnly() throws IOException {
    poster()
        .post(
            posting(
                1,
                List.of(
                    counts(
                        "folded",
                        new WindowCount(0, "web1", "shop", 5),
                        new WindowCount(0, "web2", "cart", 6)))));

    assertThat(events())
        .extracting(CountEvent::server, CountEvent::service, CountEvent::count)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("all_servers", "all_services", 11L));
  }

  @Test
  void nothingCountedOpensNoProducer() {
    CountPoster poster =
        new CountPoster(
            settings(),
            Optional.empty(),
            () -> {
              throw new AssertionError("a producer was opened");
            },
            Clock.systemUTC());

    assertThat(poster.post(posting(1, List.of(counts("clicks"))))).isZero();
  }

  @Test
  void refusedMessageIsAFailureThatSaysWhatToDo() {
    producer = producer(true);
    producer.sendException = new TimeoutException("Topic not present in metadata");

    assertThatThrownBy(
            () ->
                poster()
                    .post(
                        posting(
                            42, List.of(counts("clicks", new WindowCount(0, "web1", "shop", 5))))))
        .isInstanceOf(SourceException.class)
        .hasMessage(
            "the counts of commit record 42 could not all be posted to the Kafka topic"
                + " TrackingMonitoringEvent: TimeoutException: Topic not present in metadata");
    assertThat(producer.closed()).isTrue();
  }

  @Test
  void anInterruptIsAFailureThatSaysSoAndStays() {
    producer = producer(false);
    Thread.currentThread().interrupt();

    assertThatThrownBy(
            () ->
                poster()
                    .post(
                        posting(
                            42, List.of(counts("clicks", new WindowCount(0, "web1", "shop", 5))))))
        .isInstanceOf(SourceException.class)
        .hasMessageEndingWith("TrackingMonitoringEvent: interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void missingAcknowledgementIsAFailureAfterTheDeadline() {
    producer = producer(false);
    timeout = Duration.ofMillis(50);

    assertThatThrownBy(
            () ->
                poster()
                    .post(
                        posting(
                            42, List.of(counts("clicks", new WindowCount(0, "web1", "shop", 5))))))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("no acknowledgement within PT0.05S");
    assertThat(producer.closed()).isTrue();
  }

  @Test
  void registryThatIsDownIsAFailureBeforeAnythingIsSent() {
    registry =
        Optional.of(
            new SchemaRegistry() {
              @Override
              public Optional<Schema> schema(String topic, int id) {
                throw new AssertionError("not asked for");
              }

              @Override
              public Optional<Integer> register(String topic, Schema schema) {
                throw new SchemaUnavailableException("registry is down");
              }
            });

    assertThatThrownBy(
            () ->
                poster()
                    .post(
                        posting(
                            42, List.of(counts("clicks", new WindowCount(0, "web1", "shop", 5))))))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("registry is down");
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void producersAreIdempotentWhateverTheUserSays() {
    AuditProducers producers =
        new AuditProducers(
            Map.of("bootstrap.servers", "127.0.0.1:1", "acks", "0"), Duration.ofSeconds(20));

    assertThat(producers.settings())
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", true)
        .containsEntry("max.block.ms", 20_000L)
        .containsEntry("delivery.timeout.ms", 20_000)
        .containsEntry("request.timeout.ms", 19_995);
    producers.get().close(Duration.ZERO);
  }

  @Test
  void producerThatCannotBeMadeIsAFailureWithoutTheSettings() {
    AuditProducers producers =
        new AuditProducers(
            Map.of("bootstrap.servers", "broker-without-port"), Duration.ofSeconds(20));

    assertThatThrownBy(producers::get)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("broker-without-port");
  }

  private CountPoster poster() {
    return new CountPoster(settings(), registry, () -> producer, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static CountPoster.Posting posting(long number, List<TopicCounts> written) {
    return new CountPoster.Posting(number, "nonce", written, written);
  }

  private CountPosterSettings settings() {
    return new CountPosterSettings(
        CountPosterSettings.DEFAULT_AUDIT_TOPIC,
        "hadoop",
        brokerTier,
        "host1",
        topic -> topic.equals("folded"),
        timeout);
  }

  private List<CountEvent> events() throws IOException {
    List<CountEvent> events = new ArrayList<>();
    for (ProducerRecord<byte[], byte[]> message : producer.history()) {
      events.add(new CountEventDecoder().decode(message.value()));
    }
    return events;
  }

  private static CountEvent event(
      String topic, long begin, String server, String service, long count) {
    EventId id =
        EventId.derive(42, "nonce", "hadoop", topic, Long.toString(begin), server, service);
    return new CountEvent(
        id, NOW.toEpochMilli(), server, service, "hadoop", topic, count, begin, begin + 600_000);
  }

  private static TopicCounts counts(String topic, WindowCount... rows) {
    return new TopicCounts(
        topic, Duration.ofMinutes(10), Span.ofMillis(0, 1), Optional.empty(), 0, List.of(rows));
  }

  private static MockProducer<byte[], byte[]> producer(boolean autoComplete) {
    return new MockProducer<>(
        autoComplete, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static SchemaRegistry registry(List<String> subjects, Optional<Integer> id) {
    return new SchemaRegistry() {
      @Override
      public Optional<Schema> schema(String topic, int schemaId) {
        return Optional.empty();
      }

      @Override
      public Optional<Integer> register(String topic, Schema schema) {
        assertThat(schema).isEqualTo(CountEventSchema.schema());
        subjects.add(topic);
        return id;
      }
    };
  }
}
