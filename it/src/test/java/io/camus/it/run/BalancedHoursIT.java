package io.camus.it.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import io.camus.it.fixture.SharedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Hours that are complete only if the books balance, with real producers. */
@ExtendWith(SharedCluster.class)
@Timeout(300)
class BalancedHoursIT {
  private static final DateTimeFormatter DIRECTORY =
      DateTimeFormatter.ofPattern("'hourly'/uuuu/MM/dd/HH", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** The begin of an hour that has settled. */
  private final Instant then =
      Instant.now().minus(Duration.ofHours(3)).truncatedTo(ChronoUnit.HOURS);

  @TempDir Path folder;

  private Job job(Cluster cluster, String topic, String audit) {
    return new Job(cluster, folder)
        .topic(topic, Form.TEXT)
        .set("camus.complete", "true")
        .set("camus.complete.tiers", "producer")
        .set("camus.audit.topic", audit)
        .set("etl.keep.count.files", "true")
        .set("etl.counts.path", folder.resolve("counts").toString());
  }

  private Path marker(Job job, String topic) {
    return job.destination().resolve(topic).resolve(DIRECTORY.format(then)).resolve("_COMPLETE");
  }

  private Outcome ask(Job job, String topic) throws Exception {
    return job.command("audit", "wait", topic, HOUR.format(then));
  }

  @Test
  void anHourOfAKilledProducerStaysOpenUntilItsCountsAreCorrected(Cluster cluster)
      throws Exception {
    String topic = cluster.topic("killed", 1);
    String audit = cluster.topic("Audit", 1);
    killAProducer(cluster, topic, audit);
    long uncounted = held(cluster, topic) - counted(cluster, audit);
    assertThat(uncounted).isPositive();
    Job job = job(cluster, topic, audit);

    String more = String.format(Locale.ROOT, "surplus %,d (tier producer counted", uncounted);
    stays(job, topic, more);
    String explained =
        job.command("audit", "explain", topic, HOUR.format(then)).stdout().replaceAll("\\s+", " ");
    assertThat(explained)
        .contains(
            "probably not counted: the producer shop on",
            "stopped without closing",
            "not closed producer shop on");
    assertThat(job.files(topic)).as("the data is committed").isNotEmpty();

    EventId correction = EventId.derive(0, "correction", topic);
    post(cluster, audit, topic, correction, uncounted + 3);
    stays(job, topic, "missing 3 (tier producer counted");

    post(cluster, audit, topic, correction, uncounted);
    Outcome closed = job.run();
    assertThat(closed.exit()).as(closed.toString()).isZero();
    assertThat(closed.json().path("problems")).isEmpty();
    JsonNode marker = new ObjectMapper().readTree(Files.readString(marker(job, topic)));
    assertThat(marker.path("tiers").toString()).isEqualTo("[\"producer\"]");
    assertThat(marker.path("records").asLong()).isEqualTo(held(cluster, topic));
    assertThat(ask(job, topic).exit()).isZero();
    assertThat(job.verify().exit()).isZero();
  }

  private void stays(Job job, String topic, String why) throws Exception {
    Outcome open = job.run();
    assertThat(open.exit()).as(open.toString()).isZero();
    assertThat(open.json().path("completeness").path(0).path("heldOpen").asText()).contains(why);
    assertThat(marker(job, topic)).doesNotExist();
    Outcome asked = ask(job, topic);
    assertThat(asked.exit()).isEqualTo(3);
    assertThat(asked.stdout().replaceAll("\\s+", " ")).contains("NOT YET", why);
  }

  @Test
  void withoutAnAuditTopicTheDataIsCommittedAndTheHourStaysOpen(Cluster cluster) throws Exception {
    String topic = cluster.topic("uncounted", 1);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", cluster.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(record(topic, then)).get();
    }
    Job job = job(cluster, topic, "NoSuchTopic");

    Outcome open = job.run();
    assertThat(open.exit()).as(open.toString()).isZero();
    assertThat(open.messages()).isOne();
    assertThat(open.stdout()).contains("there is no audit topic NoSuchTopic");
    assertThat(marker(job, topic)).doesNotExist();

    job.set("camus.complete.tiers." + topic, "");
    assertThat(job.run().exit()).isZero();
    assertThat(marker(job, topic)).as("by offsets alone").exists();
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, Instant time) {
    return new ProducerRecord<>(topic, 0, time.toEpochMilli(), null, "record".getBytes(UTF_8));
  }

  /** A producer whose last records are in no count. */
  private void killAProducer(Cluster cluster, String topic, String audit) throws Exception {
    Process producer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                Endless.class.getName(),
                cluster.bootstrap(),
                audit,
                topic,
                then.toString())
            .inheritIO()
            .start();
    try {
      Await.until(
          "counts are published", Duration.ofSeconds(60), () -> counted(cluster, audit) > 0);
      long published = held(cluster, topic);
      Await.until(
          "more is sent", Duration.ofSeconds(60), () -> held(cluster, topic) > published + 10);
    } finally {
      producer.destroyForcibly().waitFor();
    }
  }

  /** A producer that ends when it is killed. It publishes its counts once. */
  public static final class Endless {
    private Endless() {}

    /** Broker, audit topic, topic, event time. */
    public static void main(String[] arguments) throws Exception {
      Map<String, Object> settings = new HashMap<>();
      settings.put("bootstrap.servers", arguments[0]);
      settings.put("client.id", "shop");
      settings.put("interceptor.classes", CountingInterceptor.class.getName());
      settings.put("camus.audit.tier", "producer");
      settings.put("camus.audit.topic", arguments[1]);
      settings.put("camus.audit.interval.ms", "2000");
      try (KafkaProducer<byte[], byte[]> producer =
          new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
        while (true) {
          producer.send(record(arguments[2], Instant.parse(arguments[3]))).get();
        }
      }
    }
  }

  private static long held(Cluster cluster, String topic) throws IOException {
    TopicPartition partition = new TopicPartition(topic, 0);
    try {
      return cluster
          .admin()
          .listOffsets(Map.of(partition, OffsetSpec.latest()))
          .partitionResult(partition)
          .get()
          .offset();
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private void post(Cluster cluster, String audit, String topic, EventId id, long count)
      throws Exception {
    CountEvent event =
        new CountEvent(
            id,
            System.currentTimeMillis(),
            "operator",
            "correction",
            "producer",
            topic,
            count,
            then.toEpochMilli(),
            then.plus(Duration.ofMinutes(10)).toEpochMilli());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", cluster.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  audit, id.toBytes(), CountEventEncoder.withFingerprint().encode(event)))
          .get();
    }
  }

  /** The sum of the last counts of all ids. */
  private static long counted(Cluster cluster, String audit) throws IOException {
    Map<EventId, Long> last = new HashMap<>();
    List<TopicPartition> partitions = List.of(new TopicPartition(audit, 0));
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", cluster.bootstrap()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = consumer.endOffsets(partitions).get(partitions.get(0));
      while (consumer.position(partitions.get(0)) < end) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(200))) {
          CountEvent event = new CountEventDecoder().decode(message.value());
          last.put(event.id(), event.count());
        }
      }
    }
    return last.values().stream().mapToLong(Long::longValue).sum();
  }
}
