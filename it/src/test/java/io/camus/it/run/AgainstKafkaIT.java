package io.camus.it.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.camus.it.check.Form;
import io.camus.it.fixture.Await;
import io.camus.it.fixture.CamusProcess;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Events;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code camus verify --against-kafka} on a real broker, before and after something is broken. */
@ExtendWith(SharedCluster.class)
@Timeout(300)
class AgainstKafkaIT {
  private static final String DIGEST = "\"sourceDigest\":\"sum64:";

  @TempDir private Path folder;

  private Outcome verify(Job job, String... more) throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("verify", "-P", job.properties().toString(), "--against-kafka"));
    arguments.addAll(Arrays.asList(more));
    return CamusProcess.run(folder, arguments.toArray(String[]::new));
  }

  private static void run(Job job) throws IOException, InterruptedException {
    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
  }

  private static JsonNode topic(Outcome outcome, String name) {
    for (JsonNode topic : outcome.json().path("kafka").path("topics")) {
      if (topic.path("topic").asText().equals(name)) {
        return topic;
      }
    }
    throw new AssertionError("nothing is said of topic " + name + ": " + outcome);
  }

  private static long incomparable(Outcome outcome, String topic, String why) {
    return topic(outcome, topic).path("incomparable").path(why).asLong();
  }

  @Test
  void recordsOfEveryFateAreTheSameAndADoctoredDigestIsFound(Cluster cluster) throws Exception {
    String avro = cluster.topic("again.avro", 3);
    String json = cluster.topic("again-json", 2);
    String payments = cluster.topic("again_payments", 1);
    Job job =
        new Job(cluster, folder)
            .topic(avro, Form.AVRO)
            .topic(json, Form.JSON)
            .topic(payments, Form.TEXT)
            .set("camus.output.files.per." + json, "partition")
            .set("etl.max.percent.skipped.other", "50");
    try (Sender sender = new Sender(cluster);
        Sender transactional =
            new Sender(cluster, Map.of("transactional.id", cluster.name("again")))) {
      sender.avro(avro, 3, 0, 3_000);
      sender.value(avro, 0, Events.START, "garbage".getBytes(UTF_8));
      sender.value(avro, 1, Events.START, null);
      sender.json(json, 2, 0, 1_000);
      transactional.producer().initTransactions();
      transactional.producer().beginTransaction();
      transactional.text(payments, 1, 0, 50);
      transactional.producer().commitTransaction();
      transactional.producer().beginTransaction();
      transactional.text(payments, 1, 50, 80);
      transactional.producer().abortTransaction();
      run(job);
      sender.avro(avro, 3, 3_000, 3_300);
      run(job);
    }
    Outcome same = verify(job, "--deep", "--json");
    assertThat(same.exit()).as(same.toString()).isZero();
    assertThat(topic(same, avro).path("compared").asLong()).isEqualTo(6);
    assertThat(topic(same, avro).path("records").asLong()).isEqualTo(3_302);
    assertThat(topic(same, json).path("records").asLong()).isEqualTo(1_000);
    assertThat(topic(same, payments).path("records").asLong()).isEqualTo(50);

    String range = doctor(job, json + "-1");
    Outcome doctored = verify(job);
    assertThat(doctored.exit()).as(doctored.toString()).isEqualTo(4);
    assertThat(doctored.stdout())
        .contains(
            "VIOLATED: 1 violation against Kafka", "differs in Kafka", range, json + "+1+0+500");
  }

  /** Changes a digit of a partition's digest in the log, with a checksum that fits; its range. */
  private static String doctor(Job job, String partition) throws IOException {
    try (Stream<Path> records = Files.walk(job.base().resolve("commits"))) {
      for (Path record : records.filter(it -> it.toString().endsWith(".json")).toList()) {
        List<String> lines = new ArrayList<>(Files.readAllLines(record));
        for (int i = 0; i < lines.size(); i++) {
          String line = lines.get(i);
          int digit = line.indexOf(DIGEST) + DIGEST.length();
          if (line.contains("\"partition\":\"" + partition) && digit >= DIGEST.length()) {
            char other = line.charAt(digit) == '0' ? '1' : '0';
            lines.set(i, line.substring(0, digit) + other + line.substring(digit + 1));
            write(record, lines);
            return partition + "@[0,500)";
          }
        }
      }
    }
    throw new AssertionError("no record has a range of " + partition);
  }

  private static void write(Path record, List<String> lines) throws IOException {
    String all = String.join("\n", lines.subList(0, lines.size() - 1)) + "\n";
    CRC32C checksum = new CRC32C();
    checksum.update(all.getBytes(UTF_8));
    Files.writeString(
        record,
        all
            + String.format(
                Locale.ROOT,
                "{\"lines\":%d,\"crc32c\":\"%08x\"}\n",
                lines.size() - 2,
                checksum.getValue()));
  }

  @Test
  void whatKafkaHasNoLongerOrHasMadeAnewIsSaidAndNoViolation(Cluster cluster) throws Exception {
    String aged = cluster.topic("again-aged", 1);
    String anew = cluster.topic("again-anew", 1);
    String compacted =
        cluster.createTopic(
            cluster.name("again-compacted"), 1, Map.of("cleanup.policy", "compact"));
    Job job =
        new Job(cluster, folder)
            .topic(aged, Form.TEXT)
            .topic(anew, Form.TEXT)
            .topic(compacted, Form.TEXT);
    try (Sender sender = new Sender(cluster)) {
      for (String topic : List.of(aged, anew, compacted)) {
        sender.text(topic, 1, 0, 100);
      }
      run(job);
      sender.text(aged, 1, 100, 200);
      run(job);
      cluster.deleteRecords(aged, 0, 40);
      cluster.deleteTopic(anew);
      cluster.createTopic(anew, 1, Map.of());
      sender.text(anew, 1, 500, 700);
    }
    Outcome outcome = verify(job, "--json");
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(incomparable(outcome, aged, "retention")).isEqualTo(1);
    assertThat(topic(outcome, aged).path("records").asLong()).isEqualTo(100);
    assertThat(incomparable(outcome, anew, "topic-replaced")).isEqualTo(1);
    assertThat(topic(outcome, compacted).path("compared").asLong())
        .as("nothing is compacted in the active segment")
        .isEqualTo(1);

    Outcome unreachable =
        verify(
            job,
            "-D",
            "kafka.brokers=127.0.0.1:1",
            "-D",
            "kafka.client.so.timeout=1000",
            "-D",
            "kafka.timeout.value=2000");
    assertThat(unreachable.exit()).as(unreachable.toString()).isEqualTo(3);
    assertThat(unreachable.stderr()).contains("camus: the Kafka brokers 127.0.0.1:1");
    assertThat(unreachable.stdout()).isEmpty();
  }

  private static void fill(Sender sender, String topic, byte[] filler) {
    for (int i = 0; i < 400; i++) {
      sender.value(topic, 0, Events.START, filler);
    }
    sender.producer().flush();
  }

  @Test
  void whatCompactionTookIsCountedAndNoViolation(Cluster cluster) throws Exception {
    String topic =
        cluster.createTopic(
            cluster.name("thinned"),
            1,
            Map.of(
                "cleanup.policy", "compact",
                "segment.bytes", Integer.toString(1 << 20),
                "min.cleanable.dirty.ratio", "0.01"));
    Job job = new Job(cluster, folder).topic(topic, Form.TEXT);
    byte[] filler = new byte[10_000];
    Arrays.fill(filler, (byte) 'x');
    try (Sender sender = new Sender(cluster, Map.of("compression.type", "none"))) {
      fill(sender, topic, filler);
      run(job);
      // Of the same key: what was pulled is superseded.
      fill(sender, topic, filler);
    }

    Await.until(
        "compaction has taken some of the records that were pulled",
        Duration.ofMinutes(2),
        () -> {
          Outcome outcome = verify(job, "--json");
          assertThat(outcome.exit()).as(outcome.toString()).isZero();
          return topic(outcome, topic).path("thinnedLeft").asLong()
              < topic(outcome, topic).path("thinnedRecords").asLong();
        });
    assertThat(incomparable(verify(job, "--json"), topic, "compacted")).isEqualTo(1);
  }
}
