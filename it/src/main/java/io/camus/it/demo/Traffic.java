package io.camus.it.demo;

import io.camus.audit.producer.CountingInterceptor;
import io.camus.it.cluster.Topics;
import io.camus.it.registry.RegistryClient;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The shop's traffic: makes the topics, registers the schemas and produces. */
final class Traffic {
  /** Partitions of each of the demo's topics. */
  static final int PARTITIONS = 8;

  /** Where the runs post what they counted. */
  static final String AUDIT_TOPIC = "TrackingMonitoringEvent";

  private static final int THREADS = 2;
  private static final int DEADLINE_SECONDS = 120;

  private final String brokers;
  private final RegistryClient registry;

  Traffic(String brokers, URI registry) {
    this.brokers = brokers;
    this.registry = new RegistryClient(registry);
  }

  /** Makes the topics, which must not exist. */
  void createTopics() {
    List<NewTopic> topics = new ArrayList<>();
    Feeds.ALL.forEach(feed -> topics.add(new NewTopic(feed.topic(), PARTITIONS, (short) 1)));
    topics.add(new NewTopic(AUDIT_TOPIC, 1, (short) 1));
    Topics.create(brokers, Duration.ofSeconds(DEADLINE_SECONDS), topics);
  }

  /** Produces a batch and returns when Kafka has acknowledged all of it. */
  Produced produce(Batch batch) {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<Produced>> parts = new ArrayList<>();
      for (Feed feed : Feeds.ALL) {
        List<Integer> ids =
            feed.versions().stream()
                .map(schema -> registry.register(feed.topic(), schema))
                .toList();
        parts.add(threads.submit(() -> new FeedProducer(producer, feed, ids, batch).send()));
      }
      return parts.stream().map(Traffic::await).reduce(Produced.nothing(), Produced::plus);
    } finally {
      threads.shutdownNow();
    }
  }

  private Map<String, Object> settings() {
    return Map.of(
        ProducerConfig.INTERCEPTOR_CLASSES_CONFIG,
        CountingInterceptor.class.getName(),
        "camus.audit.tier",
        "shop",
        "camus.audit.event.time.extractor",
        EventTimeHeader.class.getName(),
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
        brokers,
        ProducerConfig.COMPRESSION_TYPE_CONFIG,
        "lz4",
        ProducerConfig.LINGER_MS_CONFIG,
        50,
        ProducerConfig.BATCH_SIZE_CONFIG,
        1 << 18,
        ProducerConfig.BUFFER_MEMORY_CONFIG,
        64L << 20);
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("Kafka took longer than " + DEADLINE_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
