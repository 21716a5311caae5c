package io.camus.it.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.it.check.Form;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Complete hours, with the distribution and a real broker. */
@ExtendWith(SharedCluster.class)
@Timeout(300)
class CompleteIT {
  private static final DateTimeFormatter DIRECTORY =
      DateTimeFormatter.ofPattern("'hourly'/uuuu/MM/dd/HH", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Three hours ago, so whole hours have passed since. */
  private final Instant then = Instant.now().minus(Duration.ofHours(3));

  @TempDir Path folder;

  private Job job(Cluster cluster, String topic) {
    return new Job(cluster, folder).topic(topic, Form.TEXT).set("camus.complete", "true");
  }

  private void send(Cluster cluster, String topic, int partition, Instant time, int count) {
    try (Sender sender = new Sender(cluster)) {
      for (int i = 0; i < count; i++) {
        sender.value(topic, partition, time, ("record " + i).getBytes(UTF_8));
      }
      sender.flush();
    }
  }

  private Path marker(Job job, String topic, Instant time) {
    return job.destination().resolve(topic).resolve(DIRECTORY.format(time)).resolve("_COMPLETE");
  }

  private JsonNode read(Path marker) throws IOException {
    return new ObjectMapper().readTree(Files.readString(marker));
  }

  private Outcome ask(Job job, String topic, Instant time) throws Exception {
    return job.command("audit", "wait", topic, HOUR.format(time));
  }

  @Test
  void hoursThatArePastAreCompleteAndTheHourOfNowIsNot(Cluster cluster) throws Exception {
    String topic = cluster.topic("hours", 3);
    Job job = job(cluster, topic);
    send(cluster, topic, 0, then, 4);
    send(cluster, topic, 1, then, 3);
    send(cluster, topic, 1, Instant.now(), 2);

    Outcome first = job.run();
    assertThat(first.exit()).as(first.toString()).isZero();
    JsonNode completeness = first.json().path("completeness").path(0);
    assertThat(completeness.path("topic").asText()).isEqualTo(topic);
    assertThat(completeness.path("completed").asInt()).isOne();

    JsonNode marker = read(marker(job, topic, then));
    assertThat(marker.path("records").asInt()).isEqualTo(7);
    assertThat(marker.path("files").asInt())
        .isEqualTo(job.files(topic).size() - 1); // That of now is another hour's.
    assertThat(marker.path("offsets").toString()).isEqualTo("{\"0\":4,\"1\":5,\"2\":0}");
    assertThat(marker(job, topic, Instant.now())).doesNotExist();
    assertThat(job.verify().exit()).isZero();
    assertThat(job.compare().isClean()).isTrue();

    assertThat(ask(job, topic, then).exit()).isZero();
    assertThat(ask(job, topic, then.plus(Duration.ofHours(1))).exit())
        .as("an hour without records")
        .isZero();
    Outcome now = ask(job, topic, Instant.now());
    assertThat(now.exit()).isEqualTo(3);
    assertThat(now.stdout()).contains("NOT YET", "The topic is complete up to");
    assertThat(
            job.command("audit", "wait", topic, HOUR.format(Instant.now()), "--timeout", "1s")
                .exit())
        .isEqualTo(3);

    send(cluster, topic, 2, then, 5);
    Outcome late = job.run();
    assertThat(late.exit()).as(late.toString()).isZero();
    assertThat(late.stdout()).contains("5 records arrived late");
    assertThat(read(marker(job, topic, then)).path("records").asInt()).isEqualTo(12);
    assertThat(read(marker(job, topic, then)).path("lateRecords").asInt()).isEqualTo(5);
    assertThat(job.verify().exit()).isZero();
  }

  @Test
  void recordsOfAnOpenTransactionKeepTheirHourOpen(Cluster cluster) throws Exception {
    String topic = cluster.topic("open", 1);
    Job job = job(cluster, topic);
    send(cluster, topic, 0, then, 2);
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            cluster.bootstrap(),
            "transactional.id",
            topic,
            "key.serializer",
            ByteArraySerializer.class,
            "value.serializer",
            ByteArraySerializer.class);
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings)) {
      producer.initTransactions();
      producer.beginTransaction();
      producer
          .send(new ProducerRecord<>(topic, 0, then.toEpochMilli(), null, "x".getBytes(UTF_8)))
          .get();

      assertThat(job.run().exit()).isZero();
      assertThat(marker(job, topic, then)).doesNotExist();
      assertThat(ask(job, topic, then).exit()).isEqualTo(3);

      producer.commitTransaction();
    }
    assertThat(job.run().exit()).isZero();
    assertThat(read(marker(job, topic, then)).path("records").asInt()).isEqualTo(3);
    assertThat(job.verify().exit()).isZero();
  }

  @Test
  void recordsThatRetentionDeletedLeaveTheHourWithoutMarker(Cluster cluster) throws Exception {
    String topic = cluster.topic("lost", 1);
    Job job = job(cluster, topic).set("etl.fail.on.offset.outofrange", "false");
    send(cluster, topic, 0, Instant.now(), 1);
    job.run();
    send(cluster, topic, 0, then, 3);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrap()))) {
      admin
          .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(3)))
          .all()
          .get();
    }
    send(cluster, topic, 0, then.minus(Duration.ofHours(1)), 1);

    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(4);
    assertThat(marker(job, topic, then)).doesNotExist();
    assertThat(job.verify().exit()).isZero();
  }

  @Test
  void aTopicThatIsNotTrackedIsRefused(Cluster cluster) throws Exception {
    String topic = cluster.topic("untracked", 1);
    Job job = job(cluster, topic).without("camus.complete");
    send(cluster, topic, 0, then, 1);
    job.run();

    Outcome refused = ask(job, topic, then);
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.stderr()).contains("camus.complete is not true for " + topic);
  }
}
