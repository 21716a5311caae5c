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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedCluster.class)
@Timeout(300)
class BadMessagesIT {
  private static final int UNKNOWN_ID = 999_999;

  @TempDir Path folder;

  @Test
  void aFewBecomeDeadLettersWithAllThatKafkaKnows(Cluster cluster) throws Exception {
    String topic = cluster.topic("few-bad", 1);
    Job job = new Job(cluster, folder).topic(topic, Form.AVRO);
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 1, 0, 5_000);
      byte[] good = Events.avro(Events.FIRST, 1, Events.START, 1);
      sender.value(topic, 0, Events.START, garbage());
      sender.value(topic, 0, Events.START, new byte[0]);
      sender.value(topic, 0, Events.START, Arrays.copyOf(good, good.length - 3));
      sender.value(topic, 0, Events.START, Arrays.copyOf(good, good.length + 1));
      sender.value(topic, 0, Events.START, Events.avro(Events.FIRST, UNKNOWN_ID, Events.START, 1));
      sender.value(topic, 0, Events.START, null);
      sender.avro(topic, 1, 5_000, 5_100);
    }
    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.messages()).isEqualTo(5_100);
    assertThat(outcome.rejected()).isEqualTo(6);
    assertClean(job.compare());
  }

  @Test
  void tombstonesHaveNoBudget(Cluster cluster) throws Exception {
    String topic = cluster.topic("tombstones", 1);
    Job job = new Job(cluster, folder).topic(topic, Form.JSON);
    try (Sender sender = new Sender(cluster)) {
      sender.json(topic, 1, 0, 10);
      for (int i = 0; i < 10; i++) {
        sender.value(topic, 0, Events.START, null);
      }
      sender.flush();
    }
    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.rejected()).isEqualTo(10);
    assertClean(job.compare());
  }

  @Test
  void tombstonesAreLeftOutIfAskedFor(Cluster cluster) throws Exception {
    String topic = cluster.topic("skipped-tombstones", 1);
    Job job =
        new Job(cluster, folder).topic(topic, Form.JSON).set("camus.message.null.value", "skip");
    try (Sender sender = new Sender(cluster)) {
      sender.json(topic, 1, 0, 10);
      sender.value(topic, 0, Events.START, null);
      sender.flush();
    }
    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.messages()).isEqualTo(10);
    assertThat(outcome.sum("skipped")).isEqualTo(1);
  }

  @Test
  void aTopicOverItsBudgetStaysAndTheOthersMove(Cluster cluster) throws Exception {
    String bad = cluster.topic("over-budget", 1);
    String good = cluster.topic("within-budget", 1);
    Job job = new Job(cluster, folder).topic(bad, Form.AVRO).topic(good, Form.AVRO);
    try (Sender sender = new Sender(cluster)) {
      sender.avro(good, 1, 0, 1_000);
      sender.avro(bad, 1, 0, 100);
      sender.value(bad, 0, Events.START, garbage());
      sender.flush();
    }
    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(4);
    assertThat(outcome.problems("data")).anyMatch(problem -> problem.contains(bad));
    assertThat(job.files(bad)).isEmpty();
    assertClean(job.compare(good));

    Outcome tolerant = job.run("-D", "etl.max.percent.skipped.other=5");
    assertThat(tolerant.exit()).as(tolerant.toString()).isZero();
    assertThat(tolerant.messages()).isEqualTo(100);
    assertClean(job.compare());
  }

  @Test
  void unknownSchemasHaveABudgetOfTheirOwnThatCanBeLifted(Cluster cluster) throws Exception {
    String topic = cluster.topic("unknown-schema", 1);
    Job job = new Job(cluster, folder).topic(topic, Form.AVRO);
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 1, 0, 50);
      for (int i = 0; i < 50; i++) {
        sender.value(
            topic, 0, Events.START, Events.avro(Events.FIRST, UNKNOWN_ID, Events.START, i));
      }
      sender.flush();
    }
    Outcome strict = job.run();
    assertThat(strict.exit()).as(strict.toString()).isEqualTo(4);
    assertThat(job.files(topic)).isEmpty();
    Outcome lifted = job.run("-D", "etl.ignore.schema.errors=true");
    assertThat(lifted.exit()).as(lifted.toString()).isZero();
    assertThat(lifted.rejected()).isEqualTo(50);
    assertClean(job.compare());
  }

  @Test
  void aTopicWithoutADecoderFailsAlone(Cluster cluster) throws Exception {
    String odd = cluster.topic("no-decoder", 1);
    String good = cluster.topic("has-decoder", 1);
    Job job =
        new Job(cluster, folder)
            .topic(odd, Form.AVRO)
            .topic(good, Form.JSON)
            .set("camus.message.decoder.class." + odd, "nonsense");
    try (Sender sender = new Sender(cluster)) {
      sender.json(good, 1, 0, 100);
      sender.json(odd, 1, 0, 100);
    }
    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(4);
    assertThat(outcome.problems("data")).anyMatch(problem -> problem.contains(odd));
    assertClean(job.compare(good));
  }

  private static byte[] garbage() {
    return "garbage, not Avro".getBytes(StandardCharsets.UTF_8);
  }

  private static void assertClean(Comparison.Result result) {
    assertThat(result.isClean()).as(result.toString()).isTrue();
  }
}
