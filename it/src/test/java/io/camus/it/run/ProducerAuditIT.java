package io.camus.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.audit.CountEventSchema;
import io.camus.audit.producer.CountingInterceptor;
import io.camus.audit.producer.EventTimeExtractor;
import io.camus.it.fixture.Await;
import io.camus.it.fixture.Cluster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The producers' tier, read by a consumer that knows nothing but the event's Avro schema. */
@Timeout(300)
class ProducerAuditIT {
  private static final long WINDOW = Duration.ofMinutes(10).toMillis();
  static final long FIRST = 1_795_356_000_000L / WINDOW * WINDOW;
  private static final int FINGERPRINT = 10;

  @TempDir Path folder;
  private Cluster cluster;
  private String audit;

  /** A topic, and the begin of a window. */
  private record Place(String topic, long beginMillis) {}

  @BeforeEach
  void start() {
    cluster = Cluster.start(folder);
    audit = cluster.topic("Audit", 2);
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void countsOfAProducerUnderLoadAreWhatItHasSent() throws Exception {
    List<String> topics = List.of(cluster.topic("a", 3), cluster.topic("b", 1));
    Map<Place, LongAdder> acknowledged = new ConcurrentHashMap<>();
    SplittableRandom random = new SplittableRandom(17);
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      for (int i = 0; i < 200_000; i++) {
        long at = FIRST + random.nextLong(4 * WINDOW);
        send(producer, topics.get(random.nextInt(2)), at, new byte[20], at, acknowledged);
      }
    }

    assertThat(sums()).isEqualTo(counts(acknowledged)).hasSize(8);
  }

  @Test
  void whatIsNotAcknowledgedWhileTheBrokerIsAwayIsNotCounted() throws Exception {
    String topic = cluster.topic("a", 3);
    Map<Place, LongAdder> acknowledged = new ConcurrentHashMap<>();
    LongAdder sent = new LongAdder();
    AtomicBoolean done = new AtomicBoolean();
    try (KafkaProducer<byte[], byte[]> producer =
        producer(Map.of("delivery.timeout.ms", "1500", "request.timeout.ms", "1000"))) {
      Thread sender =
          new Thread(
              () -> {
                while (!done.get()) {
                  for (int i = 0; i < 500; i++) {
                    send(producer, topic, FIRST, new byte[20], FIRST, acknowledged);
                    sent.increment();
                  }
                  producer.flush();
                }
              });
      sender.start();
      Await.pass(Duration.ofSeconds(3));
      cluster.broker().kill();
      Await.pass(Duration.ofSeconds(4));
      cluster.broker().start();
      Await.pass(Duration.ofSeconds(5));
      done.set(true);
      sender.join();
    }

    Map<Place, Long> expected = counts(acknowledged);
    assertThat(expected.get(new Place(topic, FIRST))).isPositive().isLessThan(sent.sum());
    assertThat(sums()).isEqualTo(expected);
  }

  @Test
  void whatAKilledProducerHasNotPublishedIsMissing() throws Exception {
    String topic = cluster.topic("a", 1);
    Process producer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                Endless.class.getName(),
                cluster.bootstrap(),
                audit,
                topic)
            .inheritIO()
            .start();
    try {
      Await.until("counts are published", Duration.ofSeconds(60), () -> !sums().isEmpty());
    } finally {
      producer.destroyForcibly().waitFor();
    }

    assertThat(sums()).containsOnlyKeys(new Place(topic, FIRST));
    assertThat(sums().get(new Place(topic, FIRST))).isPositive().isLessThan(held(topic));
  }

  @Test
  void anExtractorTellsTheTime() throws Exception {
    String topic = cluster.topic("a", 2);
    Map<Place, LongAdder> acknowledged = new ConcurrentHashMap<>();
    SplittableRandom random = new SplittableRandom(18);
    try (KafkaProducer<byte[], byte[]> producer =
        producer(Map.of("camus.audit.event.time.extractor", ValueTime.class.getName()))) {
      for (int i = 0; i < 20_000; i++) {
        long at = FIRST + random.nextLong(3 * WINDOW);
        byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(0, at).array();
        send(producer, topic, FIRST - WINDOW, value, at, acknowledged);
      }
      byte[] none = ByteBuffer.allocate(Long.BYTES).putLong(0, -1).array();
      send(producer, topic, FIRST - WINDOW, none, FIRST - WINDOW, acknowledged);
    }

    assertThat(sums()).isEqualTo(counts(acknowledged)).hasSize(4);
  }

  /** Reads the time that a value begins with. */
  public static final class ValueTime implements EventTimeExtractor {
    @Override
    public long eventTimeMillis(ProducerRecord<?, ?> record) {
      return ByteBuffer.wrap((byte[]) record.value()).getLong();
    }
  }

  /** A producer that ends when it is killed. */
  public static final class Endless {
    private Endless() {}

    /** Broker, audit topic, topic. */
    public static void main(String[] arguments) {
      try (KafkaProducer<byte[], byte[]> producer =
          producer(arguments[0], arguments[1], Map.of())) {
        while (true) {
          send(producer, arguments[2], FIRST, new byte[20], FIRST, new ConcurrentHashMap<>());
        }
      }
    }
  }

  private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    return producer(cluster.bootstrap(), audit, more);
  }

  private static KafkaProducer<byte[], byte[]> producer(
      String bootstrap, String audit, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("client.id", "shop");
    settings.put("interceptor.classes", CountingInterceptor.class.getName());
    settings.put("camus.audit.tier", "producer");
    settings.put("camus.audit.topic", audit);
    settings.put("camus.audit.interval.ms", "200");
    settings.put("camus.audit.close.timeout.ms", "30000");
    settings.putAll(more);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The callback sees every outcome.
  private static void send(
      KafkaProducer<byte[], byte[]> producer,
      String topic,
      long timestamp,
      byte[] value,
      long eventTime,
      Map<Place, LongAdder> acknowledged) {
    Place place = new Place(topic, eventTime / WINDOW * WINDOW);
    producer.send(
        new ProducerRecord<>(topic, null, timestamp, null, value),
        (metadata, failure) -> {
          if (failure == null) {
            acknowledged.computeIfAbsent(place, unused -> new LongAdder()).increment();
          }
        });
  }

  private static Map<Place, Long> counts(Map<Place, LongAdder> acknowledged) {
    Map<Place, Long> counts = new HashMap<>();
    acknowledged.forEach((place, sum) -> counts.put(place, sum.sum()));
    return counts;
  }

  private long held(String topic) throws Exception {
    TopicPartition partition = new TopicPartition(topic, 0);
    return cluster
        .admin()
        .listOffsets(Map.of(partition, OffsetSpec.latest()))
        .partitionResult(partition)
        .get()
        .offset();
  }

  /** The last event of each id, summed by topic and window. */
  private Map<Place, Long> sums() throws IOException {
    Map<String, GenericRecord> last = new TreeMap<>();
    List<TopicPartition> partitions =
        List.of(new TopicPartition(audit, 0), new TopicPartition(audit, 1));
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", cluster.bootstrap()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(it -> consumer.position(it) < ends.get(it))) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(200))) {
          GenericRecord event = event(message.value());
          assertThat(event.get("tier").toString()).isEqualTo("producer");
          GenericRecord header = (GenericRecord) event.get("header");
          assertThat(header.get("service").toString()).isEqualTo("shop");
          last.put(header.get("guid").toString(), event);
        }
      }
    }
    Map<Place, Long> sums = new HashMap<>();
    for (GenericRecord event : last.values()) {
      sums.merge(
          new Place(event.get("eventType").toString(), (Long) event.get("beginTimestamp")),
          (Long) event.get("count"),
          Long::sum);
    }
    return sums;
  }

  private static GenericRecord event(byte[] value) throws IOException {
    return new GenericDatumReader<GenericRecord>(CountEventSchema.schema())
        .read(
            null,
            DecoderFactory.get()
                .binaryDecoder(value, FINGERPRINT, value.length - FINGERPRINT, null));
  }
}
