package io.camus.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.config.ReaderKind;
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
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.record.internal.CompressionType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Logs with holes: transactions and compaction. */
@ExtendWith(SharedCluster.class)
@Timeout(300)
class LogShapesIT {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void abortedMessagesAndMarkersAtTheEndAreNoMessages(ReaderKind reader, Cluster cluster)
      throws Exception {
    String topic = cluster.topic("transactions", 2);
    Job job =
        new Job(cluster, folder)
            .topic(topic, Form.AVRO)
            .set("camus.kafka.reader", reader.name().toLowerCase(Locale.ROOT));
    for (CompressionType compression : CompressionType.values()) {
      try (Sender sender = transactional(cluster, compression)) {
        commit(sender, topic, 2, 100);
        abort(sender, topic, 2, 50);
      }
    }
    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.messages()).isEqualTo(100L * CompressionType.values().length);
    assertThat(outcome.sum("lag")).isZero();

    String another = cluster.topic("transactions-of-others", 1);
    job.topic(another, Form.AVRO);
    cluster.grow(topic, 5);
    try (Sender sender = transactional(cluster, CompressionType.ZSTD)) {
      abort(sender, topic, 5, 20);
      commit(sender, topic, 5, 30);
      commit(sender, another, 1, 10);
      abort(sender, another, 1, 10);
    }
    Outcome again = job.run();
    assertThat(again.exit()).as(again.toString()).isZero();
    assertThat(again.messages()).isEqualTo(30 + 10);
    assertThat(again.sum("lag")).isZero();
    assertClean(job);
  }

  @Test
  void messagesBehindAnOpenTransactionMoveOnceItIsCommitted(Cluster cluster) throws Exception {
    String topic = cluster.topic("open-transaction", 1);
    Job job = new Job(cluster, folder).topic(topic, Form.AVRO);
    try (Sender transactional = transactional(cluster, CompressionType.LZ4);
        Sender plain = new Sender(cluster)) {
      plain.avro(topic, 1, 0, 10);
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

  private static Sender transactional(Cluster cluster, CompressionType compression) {
    Sender sender =
        new Sender(
            cluster,
            Map.of("transactional.id", cluster.name("tx"), "compression.type", compression.name));
    sender.producer().initTransactions();
    return sender;
  }

  private static void commit(Sender sender, String topic, int partitions, int messages) {
    sender.producer().beginTransaction();
    sender.avro(topic, partitions, 0, messages);
    sender.producer().commitTransaction();
  }

  private static void abort(Sender sender, String topic, int partitions, int messages) {
    sender.producer().beginTransaction();
    sender.avro(topic, partitions, 0, messages);
    sender.producer().abortTransaction();
  }

  private static void assertClean(Job job) {
    Comparison.Result result = job.compare();
    assertThat(result.isClean()).as(result.toString()).isTrue();
  }
}
