package io.camus.it.demo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends a batch's messages of one feed: in the order of their sending, some of them late. */
final class FeedProducer {
  private static final int LATE_PERCENT = 1;
  private static final Duration LATEST = Duration.ofHours(2);
  private static final int UNKNOWN_SCHEMA = 987_654;
  private static final int GARBAGE_LENGTH = 40;

  private final Producer<byte[], byte[]> producer;
  private final Feed feed;
  private final List<Integer> schemaIds;
  private final Batch batch;
  private final SplittableRandom random;
  private final Bytes bytes = new Bytes();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final Callback callback = (sent, exception) -> failure.compareAndSet(null, exception);
  private long late;

  FeedProducer(Producer<byte[], byte[]> producer, Feed feed, List<Integer> schemaIds, Batch batch) {
    this.producer = producer;
    this.feed = feed;
    this.schemaIds = schemaIds;
    this.batch = batch;
    this.random = new SplittableRandom(batch.seed() + feed.topic().hashCode());
  }

  /** Sends them all and returns when Kafka has acknowledged them. */
  Produced send() {
    int count = batch.of(feed);
    long span = Duration.between(batch.from(), batch.to()).toMillis();
    for (int i = 0; i < count; i++) {
      long sentMillis = batch.from().toEpochMilli() + span * i / count;
      Moment moment = moment(sentMillis, i, count);
      Message message = feed.next(moment, bytes);
      ProducerRecord<byte[], byte[]> record = record(sentMillis, message.key(), message.value());
      EventTimeHeader.add(record, moment.eventMillis());
      send(record);
    }
    long tombstones = feed instanceof Payments && batch.flaws() == Batch.Flaws.SOME ? 1 : 0;
    int garbage = batch.flawsOf(feed);
    int unknown = feed.versions().isEmpty() ? 0 : garbage;
    long end = batch.to().toEpochMilli();
    for (int i = 0; i < garbage; i++) {
      send(record(end, "flaw-" + i, garbage()));
    }
    for (int i = 0; i < unknown; i++) {
      Moment moment = new Moment(end, 1, UNKNOWN_SCHEMA, random);
      send(record(end, "flaw-" + i, feed.next(moment, bytes).value()));
    }
    for (int i = 0; i < tombstones; i++) {
      send(record(end, "acc-" + i, null));
    }
    producer.flush();
    if (failure.get() != null) {
      throw new IllegalStateException("cannot produce to " + feed.topic(), failure.get());
    }
    return new Produced(
        Map.of(feed.topic(), count + garbage + unknown + tombstones),
        late,
        garbage,
        unknown,
        tombstones);
  }

  /** The newer schema takes over by and by in the middle third, as servers are upgraded. */
  private Moment moment(long sentMillis, int index, int count) {
    long eventMillis = sentMillis - random.nextInt(1_500);
    if (random.nextInt(100) < LATE_PERCENT) {
      late++;
      eventMillis -= random.nextLong(LATEST.toMillis());
    }
    double progress = (double) index / count;
    int version = random.nextDouble() < 3 * progress - 1 ? 2 : 1;
    int id = schemaIds.isEmpty() ? 0 : schemaIds.get(version - 1);
    return new Moment(eventMillis, version, id, random);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The callback sees every failure.
  private void send(ProducerRecord<byte[], byte[]> record) {
    producer.send(record, callback);
  }

  private ProducerRecord<byte[], byte[]> record(long sentMillis, String key, byte[] value) {
    return new ProducerRecord<>(
        feed.topic(), null, sentMillis, key.getBytes(StandardCharsets.UTF_8), value);
  }

  private byte[] garbage() {
    byte[] garbage = new byte[GARBAGE_LENGTH];
    random.nextBytes(garbage);
    garbage[0] = (byte) 0xFF;
    return garbage;
  }
}
