package io.camus.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.audit.CountEventEncoder;
import io.camus.books.BooksAtScale;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The books of 48 hours by 200 topics, from a real broker and a real log, in a heap of 512 MiB.
 * Prints how long they take; docs/performance.md has the figures.
 */
@Tag("soak")
@Timeout(1800)
class BooksAtScaleIT {
  private static final int ROUNDS = 5;
  private static final String AUDIT = "Audit";

  @TempDir Path folder;

  @Test
  void booksOf48HoursBy200TopicsFitIntoASmallHeap() throws Exception {
    try (Cluster cluster = Cluster.start(folder.resolve("kafka"))) {
      fill(cluster);
      String root = folder.resolve("camus").toString();
      BooksAtScale.writeLog(root, ids(cluster)::get);
      Job job =
          new Job(cluster, folder)
              .environment("CAMUS_HEAP", "512m")
              .set("etl.destination.path", root + "/data")
              .set("etl.execution.base.path", root + "/exec")
              .set("etl.execution.history.path", root + "/history")
              .set("kafka.whitelist.topics", "topic-.*")
              .set("camus.audit.topic", AUDIT)
              .set("camus.message.decoder.class", "text")
              .set("etl.run.tracking.post", "true")
              .set("kafka.monitor.tier", "camus");
      for (int round = 0; round < ROUNDS; round++) {
        long begin = System.nanoTime();
        Outcome books =
            job.command(
                "audit",
                "--from",
                BooksAtScale.BEGIN.toString(),
                "--to",
                BooksAtScale.BEGIN.plus(Duration.ofHours(BooksAtScale.HOURS)).toString());
        long millis = (System.nanoTime() - begin) / 1_000_000;
        System.out.printf(Locale.ROOT, "camus audit took %,d ms%n", millis);
        assertThat(books.exit()).as(books.toString()).isZero();
        assertThat(books.stdout()).contains("BALANCED", "57,600 complete", "345,600 messages");
      }
    }
  }

  private static Map<String, Uuid> ids(Cluster cluster) throws Exception {
    return cluster
        .admin()
        .describeTopics(BooksAtScale.topics())
        .allTopicNames()
        .get()
        .values()
        .stream()
        .collect(Collectors.toMap(it -> it.name(), it -> it.topicId()));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Closing the producer waits for all of them.
  private static void fill(Cluster cluster) {
    List<String> topics = BooksAtScale.topics();
    cluster.createTopics(
        topics.stream()
            .map(name -> new NewTopic(name, BooksAtScale.PARTITIONS, (short) 1))
            .toList());
    cluster.createTopic(AUDIT, 4, Map.of());
    byte[] value = "message".getBytes(StandardCharsets.UTF_8);
    CountEventEncoder encoder = CountEventEncoder.withFingerprint();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", cluster.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (String topic : topics) {
        for (int partition = 0; partition < BooksAtScale.PARTITIONS; partition++) {
          int of = partition;
          BooksAtScale.times()
              .forEach(time -> producer.send(new ProducerRecord<>(topic, of, time, null, value)));
        }
      }
      BooksAtScale.events(
          (event, posted) ->
              producer.send(
                  new ProducerRecord<>(
                      AUDIT,
                      null,
                      posted.toEpochMilli(),
                      event.id().toBytes(),
                      encoder.encode(event))));
    }
  }
}
