package io.camus.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.it.check.Form;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import io.camus.it.registry.RegistryClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Counts, and what a finished run leaves. */
@ExtendWith(SharedCluster.class)
@Timeout(300)
class AuditIT {
  private static final int HEADER = 5;
  private static final int MESSAGES = 2_000;
  private static final long WINDOW_MILLIS = Duration.ofMinutes(10).toMillis();

  @TempDir Path folder;

  @Test
  void countsInKafkaAndInFilesAddUpToWhatWasMoved(Cluster cluster) throws Exception {
    String topic = cluster.topic("counted", 4);
    String audit = cluster.topic("Audit", 1);
    Path counts = folder.resolve("counts");
    Job job =
        new Job(cluster, folder)
            .topic(topic, Form.AVRO)
            .set("etl.run.tracking.post", "true")
            .set("kafka.monitor.tier", "test-tier")
            .set("camus.audit.topic", audit)
            .set("etl.keep.count.files", "true")
            .set("etl.counts.path", counts.toString());
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 4, 0, MESSAGES);
    }
    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isZero();

    List<GenericRecord> events = events(cluster, audit);
    assertThat(events.stream().mapToLong(event -> (Long) event.get("count")).sum())
        .isEqualTo(MESSAGES);
    assertThat(events)
        .allMatch(event -> event.get("eventType").toString().equals(topic))
        .allMatch(event -> event.get("tier").toString().equals("test-tier"))
        .allMatch(
            event ->
                (Long) event.get("endTimestamp") - (Long) event.get("beginTimestamp")
                    == WINDOW_MILLIS);
    assertThat(events.stream().map(event -> event.get("beginTimestamp")))
        .as("one event a window, and 2,000 s are four windows")
        .doesNotHaveDuplicates()
        .hasSize(4);
    assertThat(filesBelow(counts)).isNotEmpty();
    assertThat(filesBelow(job.history())).isNotEmpty();
    assertThat(job.run().exit()).isZero();
    assertThat(events(cluster, audit)).as("nothing new, nothing posted").hasSameSizeAs(events);
  }

  @Test
  void countsThatAreSwitchedOnForOneRunAreExactlyThoseOfItsRecords(Cluster cluster)
      throws Exception {
    String topic = cluster.topic("switched", 4);
    String audit = cluster.topic("Audit", 1);
    Path counts = folder.resolve("counts");
    Job job = new Job(cluster, folder).topic(topic, Form.AVRO).set("camus.audit.topic", audit);
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 4, 0, 700);
      assertThat(job.run().messages()).isEqualTo(700);

      sender.avro(topic, 4, 700, 1_600);
      job.set("etl.run.tracking.post", "true")
          .set("kafka.monitor.tier", "test-tier")
          .set("etl.keep.count.files", "true")
          .set("etl.counts.path", counts.toString());
      assertThat(job.run().messages()).isEqualTo(900);

      sender.avro(topic, 4, 1_600, MESSAGES);
      job.without("etl.run.tracking.post").without("etl.keep.count.files");
      assertThat(job.run().messages()).isEqualTo(400);
    }
    Map<Long, Long> expected =
        IntStream.range(700, 1_600)
            .mapToObj(Sender::timeOf)
            .collect(
                Collectors.groupingBy(
                    time -> time.toEpochMilli() / WINDOW_MILLIS * WINDOW_MILLIS,
                    Collectors.counting()));

    assertThat(
            events(cluster, audit).stream()
                .collect(
                    Collectors.toMap(
                        event -> (Long) event.get("beginTimestamp"),
                        event -> (Long) event.get("count"))))
        .isEqualTo(expected);
    assertThat(filesBelow(counts))
        .singleElement()
        .satisfies(file -> assertThat(countsIn(file)).isEqualTo(expected));
    assertThat(job.verify().exit()).isZero();
    assertThat(job.compare().findings()).isEmpty();

    job.set("etl.run.tracking.post", "true").set("etl.keep.count.files", "true");
    assertThat(job.run().exit()).isZero();
    assertThat(events(cluster, audit))
        .as("earlier records stay uncounted")
        .hasSize(expected.size());
  }

  /** The counts of a kept file by the start of their window. */
  private static Map<Long, Long> countsIn(Path file) throws IOException {
    Map<Long, Long> byWindow = new HashMap<>();
    for (JsonNode row : new ObjectMapper().readTree(file.toFile()).path("counts")) {
      byWindow.merge(row.path("start").asLong(), row.path("count").asLong(), Long::sum);
    }
    return byWindow;
  }

  private static List<Path> filesBelow(Path directory) throws Exception {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static List<GenericRecord> events(Cluster cluster, String topic) throws Exception {
    RegistryClient registry = new RegistryClient(cluster.registry().url());
    List<GenericRecord> events = new ArrayList<>();
    TopicPartition partition = new TopicPartition(topic, 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", cluster.broker().bootstrap()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          byte[] value = record.value();
          Schema schema =
              registry.schema(ByteBuffer.wrap(value, 1, Integer.BYTES).getInt()).orElseThrow();
          events.add(
              new GenericDatumReader<GenericRecord>(schema)
                  .read(
                      null,
                      DecoderFactory.get()
                          .binaryDecoder(value, HEADER, value.length - HEADER, null)));
        }
      }
    }
    return events;
  }
}
