package io.camus.it.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Form;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.tools.consumer.group.ConsumerGroupCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's own tool shows the lag of a pipeline that copies its positions. */
@ExtendWith(SharedCluster.class)
@Timeout(300)
class LagGroupIT {
  @TempDir Path folder;

  /** What {@code kafka-consumer-groups --describe} prints of a topic, by partition. */
  private static List<List<String>> describe(Cluster cluster, String group, String topic)
      throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                ConsumerGroupCommand.class.getName(),
                "--bootstrap-server",
                cluster.bootstrap(),
                "--describe",
                "--group",
                group)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output
        .lines()
        .map(line -> Pattern.compile(" +").splitAsStream(line.trim()).toList())
        .filter(words -> words.size() > 5 && words.get(1).equals(topic))
        .map(words -> words.subList(2, 6))
        .sorted((one, other) -> one.get(0).compareTo(other.get(0)))
        .toList();
  }

  @Test
  void kafkasOwnToolShowsThePositionsAndTheLag(Cluster cluster) throws Exception {
    String topic = cluster.topic("lag-group", 2);
    String group = cluster.name("lag-group");
    Job job = new Job(cluster, folder).topic(topic, Form.TEXT).set("camus.lag.group", group);
    try (Sender sender = new Sender(cluster)) {
      sender.text(topic, 2, 0, 1_000);
      sender.flush();
      Outcome outcome = job.run();
      assertThat(outcome.exit()).as(outcome.toString()).isZero();
      assertThat(outcome.problems("warning")).isEmpty();
      assertThat(describe(cluster, group, topic))
          .containsExactly(List.of("0", "500", "500", "0"), List.of("1", "500", "500", "0"));

      sender.text(topic, 2, 1_000, 1_020);
      sender.flush();
      assertThat(describe(cluster, group, topic))
          .containsExactly(List.of("0", "500", "510", "10"), List.of("1", "500", "510", "10"));
      assertThat(job.run().exit()).isZero();
      assertThat(describe(cluster, group, topic))
          .containsExactly(List.of("0", "510", "510", "0"), List.of("1", "510", "510", "0"));
    }
  }

  @Test
  void theCopyDecidesNothing(Cluster cluster) throws Exception {
    String topic = cluster.topic("lag-ignored", 1);
    String group = cluster.name("lag-ignored");
    Job job = new Job(cluster, folder).topic(topic, Form.TEXT).set("camus.lag.group", group);
    try (Sender sender = new Sender(cluster)) {
      sender.text(topic, 1, 0, 100);
      sender.flush();
      assertThat(job.run().messages()).isEqualTo(100);
      cluster.admin().deleteConsumerGroups(List.of(group)).all().get();

      Outcome nothing = job.run();
      assertThat(nothing.exit()).isZero();
      assertThat(nothing.messages()).isZero();
      assertThat(describe(cluster, group, topic)).containsExactly(List.of("0", "100", "100", "0"));
    }
  }

  @Test
  void aGroupOfConsumersIsLeftAsItIsAndTheRunSucceeds(Cluster cluster) throws Exception {
    String topic = cluster.topic("lag-foreign", 1);
    String group = cluster.name("lag-foreign");
    TopicPartition partition = new TopicPartition(topic, 0);
    try (Sender sender = new Sender(cluster)) {
      sender.text(topic, 1, 0, 100);
      sender.flush();
    }
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                cluster.bootstrap(),
                ConsumerConfig.GROUP_ID_CONFIG,
                group),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.commitSync(Map.of(partition, new OffsetAndMetadata(7)));
    }
    Outcome outcome =
        new Job(cluster, folder).topic(topic, Form.TEXT).set("camus.lag.group", group).run();

    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.messages()).isEqualTo(100);
    assertThat(outcome.problems("warning"))
        .containsExactly(
            "camus.lag.group: the consumer group "
                + group
                + " has an offset of "
                + partition
                + " that Camus did not write, so no position was copied to it; choose a group that"
                + " no consumer uses; the run itself is not affected, and the next one will retry");
    assertThat(describe(cluster, group, topic)).containsExactly(List.of("0", "7", "100", "93"));
  }
}
