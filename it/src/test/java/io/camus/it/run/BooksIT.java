package io.camus.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.camus.audit.CountEventSchema;
import io.camus.audit.producer.CountingInterceptor;
import io.camus.it.check.Form;
import io.camus.it.fixture.Await;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.SharedCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The books of producers that count and runs that pull, through losses and other accidents. */
@ExtendWith(SharedCluster.class)
@Timeout(600)
class BooksIT {
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final int REGISTRY_PREFIX = 5;
  private static final int SINGLE_OBJECT_PREFIX = 10;

  @TempDir Path folder;

  /** The begin of an hour that is over, so that its windows are. */
  private final Instant hour =
      Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(2));

  private Instant window(int number) {
    return hour.plus(WINDOW.multipliedBy(number));
  }

  private Job job(Cluster cluster, String topic, String audit) {
    return new Job(cluster, folder)
        .topic(topic, Form.TEXT)
        .set("etl.run.tracking.post", "true")
        .set("kafka.monitor.tier", "hadoop")
        .set("camus.audit.broker.tier", "broker")
        .set("camus.audit.topic", audit)
        .set("etl.fail.on.offset.outofrange", "false");
  }

  private static KafkaProducer<byte[], byte[]> producer(
      Cluster cluster, String audit, String name, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", cluster.bootstrap());
    settings.put("client.id", name);
    settings.put("interceptor.classes", CountingInterceptor.class.getName());
    settings.put("camus.audit.tier", "producer");
    settings.put("camus.audit.topic", audit);
    settings.put("camus.audit.close.timeout.ms", "30000");
    settings.putAll(more);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Sends messages of a window and closes the producer, which publishes its counts. */
  private void send(
      Cluster cluster, String audit, String name, String topic, int partition, int window, int n) {
    try (KafkaProducer<byte[], byte[]> producer = producer(cluster, audit, name, Map.of())) {
      send(producer, topic, partition, window, n);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Closing the producer waits for all of them.
  private void send(
      KafkaProducer<byte[], byte[]> producer, String topic, int partition, int window, int n) {
    for (int i = 0; i < n; i++) {
      producer.send(
          new ProducerRecord<>(
              topic,
              partition,
              window(window).plusMillis(i % WINDOW.toMillis()).toEpochMilli(),
              null,
              ("message " + i).getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static void run(Job job) throws Exception {
    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isIn(0, 4);
  }

  private static Outcome audit(Job job, String topic) throws Exception {
    return job.command("audit", "--topic", topic, "--json");
  }

  /** The window of an audit. */
  private JsonNode row(Outcome audit, int window) {
    for (JsonNode row : audit.json().path("windows")) {
      if (row.path("begin").asText().equals(window(window).toString())) {
        return row;
      }
    }
    throw new AssertionError("no window " + window(window) + " in " + audit);
  }

  private void assertRow(Outcome audit, int window, String state, long messages) {
    JsonNode row = row(audit, window);
    assertThat(row.path("state").asText()).as(audit.toString()).isEqualTo(state);
    assertThat(row.path("messages").asLong()).as(audit.toString()).isEqualTo(messages);
  }

  private Outcome explain(Job job, String topic) throws Exception {
    return job.command("audit", "explain", topic, hour.toString(), "--json");
  }

  @Test
  void afterTwoRunsTheBooksBalanceAndAPlainConsumerGetsTheSameSums(Cluster cluster)
      throws Exception {
    String topic = cluster.topic("balanced", 3);
    String audit = cluster.topic("Audit", 2);
    Job job = job(cluster, topic, audit);
    for (int window = 0; window < 3; window++) {
      send(cluster, audit, "web1", topic, window, window, 400 + window);
      send(cluster, audit, "web2", topic, 0, window, 100);
    }
    run(job);
    send(cluster, audit, "web1", topic, 1, 3, 250);
    byte[] none = null;
    try (KafkaProducer<byte[], byte[]> stranger =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", cluster.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      stranger
          .send(
              new ProducerRecord<>(audit, 1, null, "not an event".getBytes(StandardCharsets.UTF_8)))
          .get();
      stranger.send(new ProducerRecord<>(audit, 0, null, new byte[] {0, 1, 2, 3, 4, 5, 6})).get();
      stranger
          .send(new ProducerRecord<>(topic, 2, window(3).toEpochMilli(), new byte[0], none))
          .get();
    }
    Outcome unread = audit(job, topic);
    assertThat(unread.exit()).as(unread.toString()).isZero();
    assertRow(unread, 3, "open", 0);
    run(job);

    Outcome balanced = audit(job, topic);
    assertThat(row(balanced, 3).path("leftOut").asLong())
        .as("the message without a value, which no producer has counted")
        .isEqualTo(1);
    assertRow(balanced, 3, "surplus", 1);
    for (int window = 0; window < 3; window++) {
      assertRow(balanced, window, "complete", 0);
      assertThat(row(balanced, window).path("held").asLong()).isEqualTo(500 + window);
    }
    assertThat(balanced.exit()).isEqualTo(4);
    assertThat(balanced.json().path("notCounted")).hasSize(2);
    assertThat(balanced.json().path("ownDifferences")).isEmpty();

    Map<String, Long> plain = plainSums(cluster, audit);
    for (JsonNode row : balanced.json().path("windows")) {
      String begin = row.path("begin").asText();
      assertThat(plain.get("producer " + begin))
          .isEqualTo(row.path("tiers").get("producer").asLong());
      assertThat(plain.get("hadoop " + begin)).isEqualTo(row.path("written").asLong());
      assertThat(plain.get("broker " + begin)).isEqualTo(row.path("held").asLong());
    }
    assertThat(job.verify().exit()).isZero();

    Outcome explained = job.command("audit", "explain", topic, hour.toString());
    assertThat(explained.exit()).isEqualTo(4);
    assertThat(explained.stdout()).contains("1 null value in partition 2, offsets 402 to 402");
  }

  @Test
  void lateMessagesReopenAWindowUntilTheyArePulled(Cluster cluster) throws Exception {
    String topic = cluster.topic("late", 1);
    String audit = cluster.topic("Audit", 1);
    Job job = job(cluster, topic, audit);
    send(cluster, audit, "web1", topic, 0, 0, 300);
    run(job);
    assertRow(audit(job, topic), 0, "complete", 0);

    send(cluster, audit, "web1", topic, 0, 0, 7);
    assertRow(audit(job, topic), 0, "open", 0);
    run(job);
    Outcome after = audit(job, topic);
    assertRow(after, 0, "complete", 0);
    assertThat(row(after, 0).path("late").asLong()).isEqualTo(7);
    assertThat(after.exit()).isZero();
    assertThat(explain(job, topic).json().path("lateRecords").get(0).path("messages").asLong())
        .isEqualTo(7);
  }

  @Test
  void whatRetentionDeletesUnreadIsMissingToTheMessage(Cluster cluster) throws Exception {
    String topic = cluster.topic("lost", 2);
    String audit = cluster.topic("Audit", 1);
    Job job = job(cluster, topic, audit);
    send(cluster, audit, "web1", topic, 0, 0, 300);
    run(job);
    send(cluster, audit, "web1", topic, 0, 1, 500);
    cluster.deleteRecords(topic, 0, 300 + 211);

    Outcome before = audit(job, topic);
    assertRow(before, 1, "missing", 500);
    assertThat(explain(job, topic).json().path("notPulledYet").get(0).path("lost").asLong())
        .isEqualTo(211);
    run(job);

    Outcome after = audit(job, topic);
    assertThat(after.exit()).isEqualTo(4);
    assertRow(after, 0, "complete", 0);
    assertRow(after, 1, "missing", 211);
    Outcome explained = job.command("audit", "explain", topic, hour.toString());
    assertThat(explained.exit()).isEqualTo(4);
    assertThat(explained.stdout().replaceAll("\\s+", " "))
        .contains("retention deleted offset 300; offsets [300,511) = 211 were not pulled");
  }

  @Test
  void whatAKilledProducerHasNotPublishedIsADifferenceToTheMessage(Cluster cluster)
      throws Exception {
    String topic = cluster.topic("killed", 1);
    String audit = cluster.topic("Audit", 2);
    Job job = job(cluster, topic, audit);
    Process producer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                ProducerAuditIT.Endless.class.getName(),
                cluster.bootstrap(),
                audit,
                topic)
            .inheritIO()
            .start();
    try {
      Await.until(
          "counts are published",
          Duration.ofSeconds(60),
          () -> !plainSums(cluster, audit).isEmpty());
    } finally {
      producer.destroyForcibly().waitFor();
    }
    run(job);

    Instant begin = Instant.ofEpochMilli(ProducerAuditIT.FIRST);
    Outcome books =
        job.command(
            "audit",
            "--topic",
            topic,
            "--from",
            begin.toString(),
            "--to",
            begin.plus(WINDOW).toString(),
            "--json");
    long published = plainSums(cluster, audit).get("producer " + begin);
    JsonNode row = books.json().path("windows").get(0);
    assertThat(row.path("state").asText()).as(books.toString()).isEqualTo("surplus");
    assertThat(row.path("reason").asText()).contains("probably not counted: the producer shop on");
    assertThat(row.path("messages").asLong())
        .isEqualTo(row.path("held").asLong() - published)
        .isPositive();
    assertThat(books.exit()).isEqualTo(4);
  }

  @Test
  void messagesOfATopicThatWasDeletedUnreadAreMissing(Cluster cluster) throws Exception {
    String topic = cluster.topic("again", 1);
    String audit = cluster.topic("Audit", 1);
    Job job = job(cluster, topic, audit);
    send(cluster, audit, "web1", topic, 0, 0, 100);
    run(job);
    send(cluster, audit, "web1", topic, 0, 0, 50);
    cluster.deleteTopic(topic);
    cluster.createTopic(topic, 1, Map.of());
    send(cluster, audit, "web1", topic, 0, 0, 30);
    run(job);

    Outcome books = audit(job, topic);
    assertRow(books, 0, "missing", 50);
    assertThat(books.exit()).isEqualTo(4);
    assertThat(job.command("audit", "explain", topic, hour.toString()).stdout())
        .contains("the topic was deleted and recreated");
  }

  @Test
  void aLostAuditTopicIsRebuiltFromTheLog(Cluster cluster) throws Exception {
    String topic = cluster.topic("rebuilt", 1);
    String audit = cluster.topic("Audit", 1);
    Job job = job(cluster, topic, audit);
    send(cluster, audit, "web1", topic, 0, 0, 100);
    run(job);
    send(cluster, audit, "web1", topic, 0, 1, 40);
    run(job);
    Map<String, Long> before = ownSums(cluster, audit);
    assertThat(before).hasSize(4);
    assertThat(job.command("audit", "rebuild").exit()).isZero();
    assertThat(ownSums(cluster, audit)).as("repeats count once").isEqualTo(before);

    cluster.deleteTopic(audit);
    cluster.createTopic(audit, 1, Map.of());
    Outcome lost = audit(job, topic);
    assertRow(lost, 0, "unaudited", 0);
    assertThat(lost.json().path("ownDifferences")).hasSize(4);
    Outcome rebuilt = job.command("audit", "rebuild", "--json");
    assertThat(rebuilt.exit()).as(rebuilt.toString()).isZero();
    assertThat(rebuilt.json().path("events").asLong()).isEqualTo(4);
    assertThat(ownSums(cluster, audit)).isEqualTo(before);
    assertThat(audit(job, topic).json().path("ownDifferences")).isEmpty();
  }

  private static Map<String, Long> ownSums(Cluster cluster, String audit) {
    Map<String, Long> sums = plainSums(cluster, audit);
    sums.keySet().removeIf(place -> place.startsWith("producer"));
    return sums;
  }

  /** The last event of each id, summed by tier and window, with nothing but Avro. */
  private static Map<String, Long> plainSums(Cluster cluster, String audit) {
    Map<String, GenericRecord> last = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> message : messages(cluster, audit)) {
      byte[] value = message.value();
      int prefix = value[0] == 0 ? REGISTRY_PREFIX : SINGLE_OBJECT_PREFIX;
      if (value.length > 2 * prefix) {
        try {
          GenericRecord event =
              new GenericDatumReader<GenericRecord>(CountEventSchema.schema())
                  .read(
                      null,
                      DecoderFactory.get()
                          .binaryDecoder(value, prefix, value.length - prefix, null));
          last.put(((GenericRecord) event.get("header")).get("guid").toString(), event);
        } catch (IOException e) {
          throw new AssertionError(e);
        }
      }
    }
    Map<String, Long> sums = new TreeMap<>();
    for (GenericRecord event : last.values()) {
      sums.merge(
          event.get("tier") + " " + Instant.ofEpochMilli((Long) event.get("beginTimestamp")),
          (Long) event.get("count"),
          Long::sum);
    }
    return sums;
  }

  private static List<ConsumerRecord<byte[], byte[]>> messages(Cluster cluster, String topic) {
    List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", cluster.bootstrap()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(it -> new TopicPartition(topic, it.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(it -> consumer.position(it) < ends.get(it))) {
        consumer.poll(Duration.ofMillis(200)).forEach(messages::add);
      }
    }
    return messages;
  }
}
