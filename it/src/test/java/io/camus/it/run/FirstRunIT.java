package io.camus.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Comparison;
import io.camus.it.check.Form;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Events;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedCluster.class)
@Timeout(300)
class FirstRunIT {
  @TempDir Path folder;

  @Test
  void messagesOfFourFormatsMoveByteForByteAndOnlyOnce(Cluster cluster) throws Exception {
    String avro = cluster.topic("first.avro", 4);
    String json = cluster.topic("first-json", 4);
    String text = cluster.topic("first-text", 4);
    String raw = cluster.topic("first-raw", 4);
    Job job =
        new Job(cluster, folder)
            .topic(avro, Form.AVRO)
            .topic(json, Form.JSON)
            .topic(text, Form.TEXT)
            .topic(raw, Form.RAW);
    try (Sender sender = new Sender(cluster)) {
      sender.avro(avro, 4, 0, 8_000);
      sender.json(json, 4, 0, 2_000);
      sender.text(text, 4, 0, 2_000);
      sender.text(raw, 4, 0, 1_000);
      sender.value(raw, 0, Events.START, null);
      sender.flush();

      Outcome first = job.run();
      assertThat(first.exit()).as(first.toString()).isZero();
      assertThat(first.messages()).isEqualTo(13_001);
      assertThat(first.sum("lag")).isZero();
      assertClean(job);

      List<String> before = job.files(avro).stream().map(Path::toString).toList();
      Outcome nothingNew = job.run();
      assertThat(nothingNew.exit()).as(nothingNew.toString()).isZero();
      assertThat(nothingNew.messages()).isZero();
      assertThat(job.files(avro).stream().map(Path::toString)).isEqualTo(before);

      sender.avro(avro, 4, 8_000, 8_500);
      sender.json(json, 4, 2_000, 2_100);
      Outcome onlyNew = job.run();
      assertThat(onlyNew.exit()).as(onlyNew.toString()).isZero();
      assertThat(onlyNew.messages()).isEqualTo(600);
      assertClean(job);
    }
  }

  @Test
  void topicsThatDifferByADotNeverMeet(Cluster cluster) throws Exception {
    String base = cluster.name("twin");
    List<String> names = List.of(base + ".x", base + "_x");
    cluster.createTopics(names.stream().map(name -> new NewTopic(name, 2, (short) 1)).toList());
    Job job = new Job(cluster, folder).set("mapred.map.tasks", "1");
    try (Sender sender = new Sender(cluster)) {
      for (String name : names) {
        job.topic(name, Form.AVRO);
        sender.avro(name, 2, 0, 500);
      }
    }
    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertClean(job);
  }

  @Test
  void twoSchemasInsideAPartitionGoToFilesOfTheirOwn(Cluster cluster) throws Exception {
    String topic = cluster.topic("evolving", 1);
    Job job = new Job(cluster, folder).topic(topic, Form.AVRO);
    try (Sender sender = new Sender(cluster)) {
      for (int i = 0; i < 20; i++) {
        sender.avro(topic, 1, i % 2 == 0 ? Events.FIRST : Events.SECOND, i * 50, i * 50 + 50);
      }
    }
    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.messages()).isEqualTo(1_000);
    assertClean(job);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "deflate", "snappy", "zstandard"})
  void everyCodecKeepsEveryByte(String codec, Cluster cluster) throws Exception {
    String avro = cluster.topic("codec-avro", 2);
    String json = cluster.topic("codec-json", 2);
    Job job =
        new Job(cluster, folder)
            .topic(avro, Form.AVRO)
            .topic(json, Form.JSON)
            .set("etl.output.codec", codec);
    try (Sender sender = new Sender(cluster)) {
      sender.avro(avro, 2, 0, 2_000);
      sender.json(json, 2, 0, 2_000);
    }
    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertClean(job);
  }

  @Test
  void aMessageLargerThanTheFetchSizeMoves(Cluster cluster) throws Exception {
    String topic =
        cluster.createTopic(
            cluster.name("large"), 1, Map.of("max.message.bytes", Integer.toString(8 << 20)));
    Job job =
        new Job(cluster, folder).topic(topic, Form.TEXT).set("kafka.client.buffer.size", "65536");
    try (Sender sender = new Sender(cluster, Map.of("compression.type", "none"))) {
      sender.text(topic, 1, 0, 10);
      byte[] large = new byte[3 << 20];
      Arrays.fill(large, (byte) 'x');
      sender.value(topic, 0, Events.START, large);
      sender.text(topic, 1, 10, 20);
    }
    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.messages()).isEqualTo(21);
    assertClean(job);
  }

  private static void assertClean(Job job) {
    Comparison.Result result = job.compare();
    assertThat(result.isClean()).as(result.toString()).isTrue();
  }
}
