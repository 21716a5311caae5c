package io.camus.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Comparison;
import io.camus.it.check.Form;
import io.camus.it.fixture.Await;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Events;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Logs with holes: transactions and compaction. */
@ExtendWith(SharedCluster.class)
@Timeout(300)
class LogShapesIT {
  @TempDir Path folder;

  @Test
  void abortedMessagesAndMarkersAtTheEndAreNoMessages(Cluster cluster) throws Exception {
    String topic = cluster.topic("transactions", 1);
    Job job = new Job(cluster, folder).topic(topic, Form.AVRO);
    try (Sender sender = new Sender(cluster, Map.of("transactional.id", cluster.name("tx")))) {
      sender.producer().initTransactions();
      commit(sender, topic, 0, 100);
      abort(sender, topic, 100, 200);
      commit(sender, topic, 200, 250);
      abort(sender, topic, 250, 260);
    }
    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.messages()).isEqualTo(150);
    assertThat(outcome.sum("lag")).isZero();
    assertClean(job);
    Outcome again = job.run();
    assertThat(again.exit()).as(again.toString()).isZero();
    assertThat(again.messages()).isZero();
  }

  @Test
  void messagesBehindAnOpenTransactionMoveOnceItIsCommitted(Cluster cluster) throws Exception {
    String topic = cluster.topic("open-transaction", 1);
    Job job = new Job(cluster, folder).topic(topic, Form.AVRO);
    try (Sender transactional =
            new Sender(cluster, Map.of("transactional.id", cluster.name("tx")));
        Sender plain = new Sender(cluster)) {
      plain.avro(topic, 1, 0, 10);
      transactional.producer().initTransactions();
      transactional.producer().beginTransaction();
      transactional.avro(topic, 1, 10, 20);
      plain.avro(topic, 1, 20, 30);
      assertThat(job.run().messages()).isEqualTo(10);
      transactional.producer().commitTransaction();
    }
    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.messages()).isEqualTo(20);
    assertClean(job);
  }

  @Test
  void aCompactedTopicWithHolesMovesWhatIsLeftOfIt(Cluster cluster) throws Exception {
    String topic =
        cluster.createTopic(
            cluster.name("compacted"),
            1,
            Map.of(
                "cleanup.policy", "compact",
                "segment.bytes", Integer.toString(1 << 20),
                "min.cleanable.dirty.ratio", "0.01"));
    Job job = new Job(cluster, folder).topic(topic, Form.TEXT);
    byte[] filler = new byte[10_000];
    Arrays.fill(filler, (byte) 'x');
    int sent = 400;
    try (Sender sender = new Sender(cluster, Map.of("compression.type", "none"))) {
      for (int i = 0; i < sent; i++) {
        sender.value(topic, 0, Events.START, filler);
      }
      sender.text(topic, 1, 0, 5);
    }
    long[] last = {sent};
    Await.until(
        "the log is compacted and stays as it is",
        Duration.ofSeconds(90),
        () -> {
          Await.pass(Duration.ofSeconds(2));
          long left = job.compare(topic).topics().get(0).produced();
          boolean stable = left < sent && left == last[0];
          last[0] = left;
          return stable;
        });
    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.messages()).isEqualTo(last[0]);
    assertClean(job);
    assertThat(job.run().messages()).isZero();
  }

  private static void commit(Sender sender, String topic, int from, int to) {
    sender.producer().beginTransaction();
    sender.avro(topic, 1, from, to);
    sender.producer().commitTransaction();
  }

  private static void abort(Sender sender, String topic, int from, int to) {
    sender.producer().beginTransaction();
    sender.avro(topic, 1, from, to);
    sender.producer().abortTransaction();
  }

  private static void assertClean(Job job) {
    Comparison.Result result = job.compare();
    assertThat(result.isClean()).as(result.toString()).isTrue();
  }
}
