package io.camus.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Form;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import java.nio.file.Path;
import java.time.Duration;
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
      long start = System.nanoTime();
      Outcome outcome = job.run();
      assertThat(outcome.exit()).as(outcome.toString()).isZero();
      assertThat(outcome.messages()).isEqualTo(5_000);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
      assertThat(job.files(topics.get(TOPICS - 1).name())).isEmpty();
      assertThat(job.compare().isClean()).isTrue();
    }
  }
}
