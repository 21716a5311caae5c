package io.camus.it.bench;

import io.camus.it.cluster.Topics;
import io.camus.it.registry.RegistryClient;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills the topic of a workload, in lz4 batches; the same seed gives the same messages. */
final class Loader {
  static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final long SEED = 2013;
  private static final int PERCENT = 100;

  private final String brokers;
  private final URI registry;

  Loader(String brokers, URI registry) {
    this.brokers = brokers;
    this.registry = registry;
  }

  /**
   * Creates the topic and fills it.
   *
   * @param end the last event time
   * @return what it holds then
   */
  Loaded load(Workload workload, Instant end) {
    Topics.create(
        brokers,
        DEADLINE,
        List.of(new NewTopic(workload.topic(), workload.partitions(), (short) 1)));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
      return send(workload, end, producer);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The callback sees every failure.
  private Loaded send(Workload workload, Instant end, KafkaProducer<byte[], byte[]> producer) {
    Payload payload = workload.payload().get();
    int schemaId = payload.register(new RegistryClient(registry), workload.topic());
    AtomicReference<Exception> failure = new AtomicReference<>();
    Callback callback = (sent, exception) -> failure.compareAndSet(null, exception);
    SplittableRandom random = new SplittableRandom(SEED);
    long first = end.minus(workload.span()).toEpochMilli();
    Tally values = Tally.NOTHING;
    Tally content = Tally.NOTHING;
    long bytes = 0;
    for (long i = 0; i < workload.messages(); i++) {
      long at = first + workload.span().toMillis() * i / workload.messages();
      byte[] value = payload.next(at, schemaId, random);
      bytes += value.length;
      values = values.plus(RecordHash.of(value));
      content = content.plus(payload.content(value));
      int partition = partition(workload, i, random);
      producer.send(new ProducerRecord<>(workload.topic(), partition, at, null, value), callback);
    }
    producer.flush();
    if (failure.get() != null) {
      throw new IllegalStateException("cannot produce to " + workload.topic(), failure.get());
    }
    return new Loaded(workload, bytes, values, content);
  }

  private static int partition(Workload workload, long index, SplittableRandom random) {
    return random.nextInt(PERCENT) < workload.hotPercent()
        ? 0
        : (int) (index % workload.partitions());
  }

  private Map<String, Object> settings() {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
        brokers,
        ProducerConfig.COMPRESSION_TYPE_CONFIG,
        "lz4",
        ProducerConfig.LINGER_MS_CONFIG,
        50,
        ProducerConfig.BATCH_SIZE_CONFIG,
        1 << 17,
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        4 << 20,
        ProducerConfig.BUFFER_MEMORY_CONFIG,
        256L << 20);
  }
}
