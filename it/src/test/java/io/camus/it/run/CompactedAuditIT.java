package io.camus.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.camus.audit.CountEvent;
import io.camus.audit.CountEventDecoder;
import io.camus.audit.CountEventEncoder;
import io.camus.audit.EventId;
import io.camus.audit.producer.CountingInterceptor;
import io.camus.it.check.Form;
import io.camus.it.fixture.Await;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
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
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The books of an audit topic that a broker has compacted. */
@Timeout(300)
class CompactedAuditIT {
  private static final int MESSAGES = 40;

  /** In a window that has settled, but of which a producer still keeps its count. */
  private final Instant then = Instant.now().minus(Duration.ofMinutes(25));

  private final Instant hour = then.truncatedTo(ChronoUnit.HOURS);

  @TempDir Path folder;

  @Test
  void theBooksBalanceAfterCompactionHasDeletedEarlierCounts() throws Exception {
    try (Cluster cluster =
        Cluster.start(folder.resolve("kafka"), Map.of("log.cleaner.backoff.ms", "100"))) {
      String topic = cluster.topic("clicks", 1);
      String audit =
          cluster.createTopic(
              "Audit",
              1,
              Map.of(
                  "cleanup.policy", "compact",
                  "segment.ms", "500",
                  "min.cleanable.dirty.ratio", "0.01",
                  "min.compaction.lag.ms", "0",
                  "max.compaction.lag.ms", "1000"));
      send(cluster, topic, audit);
      assertThat(end(cluster, audit)).as("revisions of one count").isGreaterThan(3);
      assertThat(events(cluster, audit, topic).stream().map(CountEvent::id).distinct()).hasSize(1);
      Await.until(
          "earlier counts are compacted away",
          Duration.ofMinutes(2),
          () -> {
            post(cluster, audit); // Rolls the segment, since the active one is never compacted.
            return events(cluster, audit, topic).size() == 1;
          });

      Job job =
          new Job(cluster, folder)
              .topic(topic, Form.TEXT)
              .set("camus.audit.topic", audit)
              .set("etl.keep.count.files", "true")
              .set("etl.counts.path", folder.resolve("counts").toString());
      Outcome run = job.run();
      assertThat(run.exit()).as(run.toString()).isZero();
      Outcome books = job.command("audit", "--topic", topic, "--json");
      JsonNode row = books.json().path("windows").path(0);
      assertThat(row.path("state").asText()).as(books.toString()).isEqualTo("complete");
      assertThat(row.path("tiers").path("producer").asInt()).isEqualTo(MESSAGES);
      assertThat(
              job.command("audit", "explain", topic, hour.toString(), "--json")
                  .json()
                  .path("notClosed"))
          .as("the end of the producer outlives compaction")
          .isEmpty();
    }
  }

  private void send(Cluster cluster, String topic, String audit) throws Exception {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", cluster.bootstrap());
    settings.put("client.id", "shop");
    settings.put("interceptor.classes", CountingInterceptor.class.getName());
    settings.put("camus.audit.tier", "producer");
    settings.put("camus.audit.topic", audit);
    settings.put("camus.audit.interval.ms", "100");
    settings.put("camus.audit.close.timeout.ms", "30000");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < MESSAGES; i++) {
        producer
            .send(
                new ProducerRecord<>(
                    topic,
                    0,
                    then.toEpochMilli(),
                    null,
                    "message".getBytes(StandardCharsets.UTF_8)))
            .get();
        int sent = i;
        if (i % 10 == 9) {
          Await.until(
              "the count is published",
              Duration.ofSeconds(60),
              () ->
                  events(cluster, audit, topic).stream()
                      .anyMatch(event -> event.count() == sent + 1));
        }
      }
    }
  }

  /** A count of another topic, and of its own key. */
  private void post(Cluster cluster, String audit) throws Exception {
    CountEvent event =
        new CountEvent(
            EventId.derive(System.nanoTime(), "filler"),
            System.currentTimeMillis(),
            "host",
            "filler",
            "filler",
            "filler",
            1,
            hour.toEpochMilli(),
            hour.plus(Duration.ofMinutes(10)).toEpochMilli());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", cluster.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  audit, event.id().toBytes(), CountEventEncoder.withFingerprint().encode(event)))
          .get();
    }
  }

  /** How many messages the audit topic ever got. */
  private static long end(Cluster cluster, String audit) throws Exception {
    TopicPartition partition = new TopicPartition(audit, 0);
    return cluster
        .admin()
        .listOffsets(Map.of(partition, OffsetSpec.latest()))
        .partitionResult(partition)
        .get()
        .offset();
  }

  /** All events of a topic that the audit topic still has. */
  private static List<CountEvent> events(Cluster cluster, String audit, String topic)
      throws IOException {
    List<CountEvent> events = new ArrayList<>();
    TopicPartition partition = new TopicPartition(audit, 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", cluster.bootstrap()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(200))) {
          CountEvent event = new CountEventDecoder().decode(message.value());
          if (event.topic().equals(topic)) {
            events.add(event);
          }
        }
      }
    }
    return events;
  }
}
