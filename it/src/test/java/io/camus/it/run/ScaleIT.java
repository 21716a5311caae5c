package io.camus.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Form;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Events;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class ScaleIT {
  private static final int TOPICS = 25;
  private static final int PARTITIONS = 200;

  @TempDir Path folder;

  @Test
  void fiveThousandPartitionsThatAreMostlyEmptyAreOneQuickRun() throws Exception {
    try (Cluster cluster = Cluster.start(folder)) {
      Job job = new Job(cluster, folder);
      List<NewTopic> topics = new ArrayList<>();
      for (int i = 0; i < TOPICS; i++) {
        topics.add(new NewTopic(cluster.name("wide"), PARTITIONS, (short) 1));
      }
      cluster.createTopics(topics);
      topics.forEach(topic -> job.topic(topic.name(), Form.AVRO));
      try (Sender sender = new Sender(cluster)) {
        for (NewTopic topic : topics.subList(0, 5)) {
          sender.avro(topic.name(), 10, 0, 1_000);
        }
      }
      Outcome outcome = job.run();
      assertThat(outcome.exit()).as(outcome.toString()).isZero();
      assertThat(outcome.messages()).isEqualTo(5_000);
      assertThat(job.files(topics.get(TOPICS - 1).name())).isEmpty();
      assertThat(job.compare().isClean()).isTrue();

      hotPartitionIsPulledBySeveralTasks(cluster);
      partitionsOfATopicShareFiles(cluster);
    }
  }

  private void partitionsOfATopicShareFiles(Cluster cluster) throws Exception {
    String avro = cluster.topic("shared-avro", 30);
    String raw = cluster.topic("shared-raw", 30);
    Job job =
        new Job(cluster, Files.createDirectories(folder.resolve("shared")))
            .topic(avro, Form.AVRO)
            .topic(raw, Form.RAW)
            .set("mapred.map.tasks", "2")
            .set("camus.output.files.per", "topic");
    try (Sender sender = new Sender(cluster)) {
      sender.avro(avro, 30, 0, 3_000);
      sender.value(avro, 7, Events.START, "garbage".getBytes(StandardCharsets.UTF_8));
      sender.text(raw, 30, 0, 3_000);
    }
    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.messages()).isEqualTo(6_000);
    assertThat(job.files(avro).size()).isLessThanOrEqualTo(2 * hours(job.files(avro)));
    assertThat(job.files(raw)).hasSizeLessThanOrEqualTo(2 * 2);
    assertThat(job.compare().isClean()).isTrue();
    Outcome verify = job.command("verify", "--deep", "--against-kafka");
    assertThat(verify.exit()).as(verify.toString()).isZero();
    assertThat(job.run().messages()).isZero();
  }

  private static int hours(List<Path> files) {
    return (int) files.stream().map(Path::getParent).distinct().count();
  }

  private void hotPartitionIsPulledBySeveralTasks(Cluster cluster) throws Exception {
    String hot = cluster.topic("hot", 1);
    Job job =
        new Job(cluster, Files.createDirectories(folder.resolve("hot")))
            .topic(hot, Form.TEXT)
            .set("mapred.map.tasks", "4")
            .set("camus.split.min.bytes", "1")
            .set("camus.split.partition.min.bytes", "1000");
    try (Sender sender = new Sender(cluster)) {
      sender.text(hot, 1, 0, 20_000);
    }
    Outcome plan = job.command("plan", "--json");
    assertThat(plan.json().path("partitions").path(0).path("tasks")).hasSize(4);
    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.messages()).isEqualTo(20_000);
    assertThat(job.compare().isClean()).isTrue();
    assertThat(job.verify().exit()).isZero();
    assertThat(job.run().messages()).isZero();
  }
}
