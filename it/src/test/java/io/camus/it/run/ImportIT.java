package io.camus.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.camus.it.check.Form;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code camus import}: positions of other programs, on a real broker. */
@ExtendWith(SharedCluster.class)
@Timeout(300)
class ImportIT {
  @TempDir Path folder;

  private static KafkaConsumer<byte[], byte[]> consumer(Cluster cluster, String group) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            cluster.bootstrap(),
            ConsumerConfig.GROUP_ID_CONFIG,
            group,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /** A hundred messages in two partitions, fifty each. */
  private Job job(Cluster cluster, String topic) {
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 2, 0, 100);
    }
    return new Job(cluster, folder).topic(topic, Form.AVRO);
  }

  private static Map<Integer, String> verdicts(Outcome outcome) {
    Map<Integer, String> verdicts = new HashMap<>();
    for (JsonNode line : outcome.json().path("partitions")) {
      verdicts.put(line.path("partition").intValue(), line.path("verdict").textValue());
    }
    return verdicts;
  }

  @Test
  void aRunGoesOnWhereAConsumerGroupHasStopped(Cluster cluster) throws Exception {
    String topic = cluster.topic("group", 2);
    String group = cluster.name("sink");
    Job job = job(cluster, topic);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(cluster, group)) {
      consumer.commitSync(
          Map.of(
              new TopicPartition(topic, 0),
              new OffsetAndMetadata(30),
              new TopicPartition(topic, 1),
              new OffsetAndMetadata(50)));
    }

    Outcome nobody = job.command("import", "--from-group", group);
    assertThat(nobody.exit()).as(nobody.toString()).isEqualTo(2);
    Outcome shown = job.command("import", "--from-group", group, "--dry-run");
    assertThat(shown.exit()).as(shown.toString()).isZero();
    assertThat(shown.stdout()).contains("consumer group " + group, "DRY RUN: nothing was set");
    assertThat(job.base().resolve("commits")).doesNotExist();

    Outcome done = job.command("import", "--from-group", group, "--yes");
    assertThat(done.exit()).as(done.toString()).isZero();
    assertThat(done.stdout()).contains("OK: 2 positions set, by commit record 1");
    Outcome run = job.run();
    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.messages()).isEqualTo(20);
    assertThat(job.verify().exit()).isZero();

    Outcome again = job.command("import", "--from-group", group, "--yes", "--json");
    assertThat(again.exit()).as(again.toString()).isEqualTo(2);
    assertThat(verdicts(again)).isEqualTo(Map.of(0, "has-position", 1, "there-already"));
    assertThat(again.json().path("record").isNull()).isTrue();

    Outcome back = job.command("import", "--from-group", group, "--yes", "--replace");
    assertThat(back.exit()).as(back.toString()).isZero();
    assertThat(back.stdout()).contains("pulled again: 20 offsets");
    assertThat(job.run().messages()).isEqualTo(20);
    assertThat(job.verify().exit()).isZero();
  }

  @Test
  void aGroupThatIsStillReadingIsRefused(Cluster cluster) throws Exception {
    String topic = cluster.topic("members", 2);
    String group = cluster.name("sink");
    Job job = job(cluster, topic);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(cluster, group)) {
      consumer.subscribe(List.of(topic));
      while (consumer.assignment().isEmpty()) {
        consumer.poll(Duration.ofMillis(200));
      }
      consumer.commitSync(Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(1)));

      Outcome refused = job.command("import", "--from-group", group, "--yes");
      assertThat(refused.exit()).as(refused.toString()).isEqualTo(2);
      assertThat(refused.stdout()).contains("1 active member", "the positions may still move");
      assertThat(job.command("offsets", "--json").json().at("/partitions/0/position").isNull())
          .isTrue();
    }
  }

  @Test
  void aGroupThatThereIsNotIsRefused(Cluster cluster) throws Exception {
    Job job = job(cluster, cluster.topic("nobody", 2));

    Outcome refused = job.command("import", "--from-group", "no-such-group", "--yes");
    assertThat(refused.exit()).as(refused.toString()).isEqualTo(2);
    assertThat(refused.stderr()).contains("no offsets of the consumer group no-such-group");
  }

  @Test
  void aRunGoesOnWhereTheOriginalHasStopped(Cluster cluster) throws Exception {
    String topic = cluster.topic("original", 2);
    Job job = job(cluster, topic);
    Path history = folder.resolve("original/history");
    offsets(history.resolve("2015-10-02-11-00-00/offsets-m-00000"), topic, 0, 7);
    offsets(history.resolve("2015-10-02-12-00-00/offsets-previous"), topic, 0, 7);
    offsets(history.resolve("2015-10-02-12-00-00/offsets-m-00000"), topic, 0, 40);
    offsets(history.resolve("2015-10-02-12-00-00/offsets-m-00001"), topic, 1, 45);

    Outcome done = job.command("import", "--from-camus", history.toString(), "--yes");
    assertThat(done.exit()).as(done.toString()).isZero();
    assertThat(done.stdout())
        .contains(
            "2015-10-02-12-00-00 of the original Camus", "OK: 2 positions set, by commit record 1");
    Outcome run = job.run();
    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.messages()).isEqualTo(15);
    assertThat(job.verify().exit()).isZero();
  }

  @Test
  void whatKafkaDoesNotHoldIsRefusedOrPassedOver(Cluster cluster) throws Exception {
    String topic = cluster.topic("outside", 2);
    Job job = job(cluster, topic);
    cluster.deleteRecords(topic, 0, 10);
    Path list =
        Files.writeString(
            folder.resolve("positions.csv"), topic + ",0,9\n" + topic + ",1,50\ngone,0,3\n");

    Outcome refused = job.command("import", "--from-file", list.toString(), "--yes");
    assertThat(refused.exit()).as(refused.toString()).isEqualTo(2);
    assertThat(refused.stdout())
        .contains("retention deleted offsets [9, 10)", "Nothing was set: 1 position refused");
    Files.writeString(list, topic + ",0,10\n" + topic + ",1,51\n");
    Outcome partial =
        job.command("import", "--from-file", list.toString(), "--yes", "--partial", "--json");
    assertThat(partial.exit()).as(partial.toString()).isZero();
    assertThat(verdicts(partial)).isEqualTo(Map.of(0, "set", 1, "beyond-end"));
    assertThat(partial.json().path("record").longValue()).isEqualTo(1);
    assertThat(job.run().messages()).isEqualTo(90);
  }

  /** A sequence file with one key, byte by byte as the original wrote it. */
  private static void offsets(Path file, String topic, int partition, long next)
      throws IOException {
    byte[] sync = "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    Files.createDirectories(file.getParent());
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      out.write(new byte[] {'S', 'E', 'Q', 6});
      text(out, "com.linkedin.camus.etl.kafka.common.EtlKey");
      text(out, "org.apache.hadoop.io.NullWritable");
      out.writeBoolean(false); // not compressed
      out.writeBoolean(false); // not in blocks
      out.writeInt(0); // no metadata
      out.write(sync);
      byte[] key = key(topic, partition, next);
      out.writeInt(key.length);
      out.writeInt(key.length);
      out.write(key);
    }
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    out.writeByte(text.length()); // Hadoop's variable-length integer, up to 127
    out.writeBytes(text);
  }

  private static byte[] key(String topic, int partition, long next) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF("1"); // leader
      out.writeInt(partition);
      out.writeLong(next - 1);
      out.writeLong(next);
      out.writeLong(0); // checksum
      out.writeUTF(topic);
      out.writeLong(1_443_780_000_000L);
      out.writeUTF(""); // server
      out.writeUTF(""); // service
      out.writeByte(0); // a map without classes of its own
      out.writeInt(0); // and without entries
    }
    return bytes.toByteArray();
  }
}
