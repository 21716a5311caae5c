package io.camus.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Comparison;
import io.camus.it.check.Form;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedCluster.class)
@Timeout(300)
class RegistryFaultsIT {
  @TempDir Path folder;

  @AfterEach
  void heal(Cluster cluster) {
    cluster.registry().heal();
  }

  @Test
  void aRegistryThatFailsLosesNothing(Cluster cluster) throws Exception {
    String topic = cluster.topic("registry-fails", 2);
    Job job = job(cluster, topic, 1_000);
    cluster.registry().failWith(500);
    assertThat(job.run().exit()).isEqualTo(3);
    cluster.registry().heal();
    assertThat(job.run().exit()).isZero();
    assertClean(job);
  }

  @Test
  void aSlowRegistryIsWaitedFor(Cluster cluster) throws Exception {
    String topic = cluster.topic("registry-slow", 2);
    Job job = job(cluster, topic, 1_000);
    cluster.registry().delayBy(Duration.ofSeconds(2));
    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertClean(job);
  }

  @Test
  void manyTopicsDoNotMeanManyRequests(Cluster cluster) throws Exception {
    Job job = new Job(cluster, folder);
    try (Sender sender = new Sender(cluster)) {
      for (int i = 0; i < 30; i++) {
        String topic = cluster.topic("many", 1);
        job.topic(topic, Form.AVRO);
        sender.avro(topic, 1, 0, 20);
      }
    }
    long before = cluster.registry().requests();
    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(cluster.registry().requests() - before).isLessThan(10);
    assertClean(job);
  }

  private Job job(Cluster cluster, String topic, int messages) {
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 2, 0, messages);
    }
    return new Job(cluster, folder)
        .topic(topic, Form.AVRO)
        .set("camus.schema.registry.retries", "1");
  }

  private static void assertClean(Job job) {
    Comparison.Result result = job.compare();
    assertThat(result.isClean()).as(result.toString()).isTrue();
  }
}
