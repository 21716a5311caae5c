package io.camus.it.soak;

import io.camus.it.cluster.Topics;
import io.camus.it.registry.RegistryClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Producers that send at a steady rate to all topics until they are closed: one thread, a
 * transaction a tick for {@link SoakTopic#PAYMENTS}, of which one in five is aborted.
 */
final class SoakTraffic implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final int TICKS_A_SECOND = 10;
  private static final int COMMITTED_PER_ABORTED = 5;

  private final KafkaProducer<byte[], byte[]> plain;
  private final KafkaProducer<byte[], byte[]> transactional;
  private final SoakMessages messages;
  private final Random random;
  private final int messagesATick;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final Thread thread = new Thread(this::produce, "soak-traffic");

  /**
   * Creates the topics and starts.
   *
   * @param rate messages a second in all topics together
   */
  SoakTraffic(String brokers, URI registry, int rate, long seed) {
    Topics.create(
        brokers,
        DEADLINE,
        Stream.of(SoakTopic.values())
            .map(it -> new NewTopic(it.topic(), it.partitions(), (short) 1))
            .toList());
    this.random = new Random(seed);
    int id = new RegistryClient(registry).register(SoakTopic.ORDERS.topic(), SoakMessages.ORDER);
    this.messages = new SoakMessages(id, random);
    this.messagesATick = Math.max(1, rate / TICKS_A_SECOND);
    this.plain = producer(brokers, Map.of());
    this.transactional =
        producer(brokers, Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "soak-payments"));
    transactional.initTransactions();
    thread.setDaemon(true);
    thread.start();
  }

  private static KafkaProducer<byte[], byte[]> producer(String brokers, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private void produce() {
    List<SoakTopic> topics =
        Stream.of(SoakTopic.values()).filter(it -> it != SoakTopic.PAYMENTS).toList();
    try {
      while (!stop.await(1000 / TICKS_A_SECOND, TimeUnit.MILLISECONDS)) {
        transactional.beginTransaction();
        for (int i = 0; i < messagesATick; i++) {
          if (i % (topics.size() + 1) == topics.size()) {
            send(transactional, SoakTopic.PAYMENTS);
          } else {
            send(plain, topics.get(i % (topics.size() + 1)));
          }
        }
        if (random.nextInt(COMMITTED_PER_ABORTED) == 0) {
          transactional.flush();
          transactional.abortTransaction();
        } else {
          transactional.commitTransaction();
        }
      }
      plain.flush();
    } catch (InterruptedException | RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The callback sees every failure.
  private void send(KafkaProducer<byte[], byte[]> producer, SoakTopic topic) {
    long now = System.currentTimeMillis();
    long eventMillis = now - random.nextInt(60_000);
    producer.send(
        new ProducerRecord<>(
            topic.topic(),
            random.nextInt(topic.partitions()),
            now,
            ("key-" + random.nextInt(1_000)).getBytes(StandardCharsets.UTF_8),
            messages.next(topic, eventMillis)),
        (sent, exception) -> failure.compareAndSet(null, exception));
  }

  /** Stops at once, without waiting for acknowledgements. */
  void stop() {
    stop.countDown();
    plain.close(Duration.ZERO);
    transactional.close(Duration.ZERO);
  }

  /**
   * Stops, and waits until everything is acknowledged.
   *
   * @throws IllegalStateException if anything could not be sent
   */
  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(DEADLINE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    plain.close(DEADLINE);
    transactional.close(DEADLINE);
    if (failure.get() != null) {
      throw new IllegalStateException("the producers failed", failure.get());
    }
  }
}
