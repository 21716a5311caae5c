package io.camus.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Comparison;
import io.camus.it.check.DataFiles;
import io.camus.it.check.Form;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Events;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Where a partition starts, and what happens when its position no longer fits the broker. */
@ExtendWith(SharedCluster.class)
@Timeout(300)
class PositionsIT {
  @TempDir Path folder;

  @Test
  void whatRetentionTookIsReportedExactlyAndLeftUntilAskedFor(Cluster cluster) throws Exception {
    String topic = cluster.topic("retention", 1);
    Job job = new Job(cluster, folder).topic(topic, Form.AVRO);
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 1, 0, 100);
      assertThat(job.run().exit()).isZero();
      sender.avro(topic, 1, 100, 200);
    }
    cluster.deleteRecords(topic, 0, 150);

    Outcome left = job.run();
    assertThat(left.exit()).as(left.toString()).isEqualTo(4);
    assertThat(left.messages()).isZero();
    assertThat(left.problems("data"))
        .anyMatch(problem -> problem.contains("[100, 150)") && problem.contains("50"));

    Outcome moved = job.run("-D", "etl.fail.on.offset.outofrange=false");
    assertThat(moved.exit()).as(moved.toString()).isEqualTo(4);
    assertThat(moved.messages()).isEqualTo(50);
    assertThat(moved.problems("data")).anyMatch(problem -> problem.contains("[100, 150)"));

    Outcome after = job.run();
    assertThat(after.exit()).as(after.toString()).isZero();
    assertThat(after.messages()).isZero();
  }

  @Test
  void aTopicThatWasMadeAgainIsPulledFromItsStart(Cluster cluster) throws Exception {
    String topic = cluster.topic("recreated", 1);
    Job job = new Job(cluster, folder).topic(topic, Form.AVRO);
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 1, 0, 100);
      assertThat(job.run().exit()).isZero();
    }
    cluster.deleteTopic(topic);
    Outcome gone = job.run();
    assertThat(gone.exit()).as(gone.toString()).isZero();
    assertThat(gone.problems("notice")).anyMatch(problem -> problem.contains(topic));

    cluster.createTopic(topic, 1, Map.of());
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 1, 1_000, 1_050);
    }
    Outcome again = job.run();
    assertThat(again.exit()).as(again.toString()).isZero();
    assertThat(again.messages()).isEqualTo(50);
    assertThat(again.problems("notice")).anyMatch(problem -> problem.contains(topic));
    assertThat(
            job.files(topic).stream()
                .filter(file -> file.getFileName().toString().contains(".g1"))
                .mapToLong(DataFiles::records)
                .sum())
        .isEqualTo(50);
    assertThat(job.files(topic).stream().mapToLong(DataFiles::records).sum()).isEqualTo(150);
  }

  @Test
  void latestStartsWithWhatComesAfterTheFirstRun(Cluster cluster) throws Exception {
    String topic = cluster.topic("latest", 2);
    Job job =
        new Job(cluster, folder)
            .topic(topic, Form.AVRO)
            .set("camus.kafka.start.position", "latest");
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 2, 0, 100);
      Outcome first = job.run();
      assertThat(first.exit()).as(first.toString()).isZero();
      assertThat(first.messages()).isZero();
      sender.avro(topic, 2, 100, 130);
    }
    assertThat(job.run().messages()).isEqualTo(30);
  }

  @Test
  void aTimeStartsWithTheFirstMessageFromThenOn(Cluster cluster) throws Exception {
    String topic = cluster.topic("from-time", 1);
    Job job =
        new Job(cluster, folder)
            .topic(topic, Form.AVRO)
            .set("camus.kafka.start.position", Sender.timeOf(60).toString());
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 1, 0, 100);
    }
    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.messages()).isEqualTo(40);
  }

  @Test
  void aLogThatWasCutBelowThePositionIsACaseOfItsOwn() throws Exception {
    try (Cluster own = Cluster.start(folder)) {
      String topic = own.topic("truncated", 1);
      Job job = new Job(own, folder).topic(topic, Form.AVRO);
      try (Sender sender = new Sender(own)) {
        sender.avro(topic, 1, 0, 100);
      }
      assertThat(job.run().exit()).isZero();
      own.broker().stop();
      Path segment = folder.resolve("kafka/data/" + topic + "-0/00000000000000000000.log");
      try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
        channel.truncate(0);
      }
      own.broker().start();
      try (Sender sender = new Sender(own)) {
        sender.avro(topic, 1, 100, 110);
      }

      Outcome left = job.run();
      assertThat(left.exit()).as(left.toString()).isEqualTo(4);
      assertThat(left.problems("data")).anyMatch(problem -> problem.contains("[0, 100)"));

      Outcome moved = job.run("-D", "etl.fail.on.offset.outofrange=false");
      assertThat(moved.exit()).as(moved.toString()).isEqualTo(4);
      assertThat(moved.messages()).as("those that have the offsets of lost ones").isEqualTo(10);
      try (Sender sender = new Sender(own)) {
        sender.avro(topic, 1, 110, 120);
      }
      Outcome after = job.run();
      assertThat(after.exit()).as(after.toString()).isZero();
      assertThat(after.messages()).isEqualTo(10);
    }
  }

  @Test
  void oneMessageFromTheFarFutureNeitherEndsAPullNorLiftsItsLimit(Cluster cluster)
      throws Exception {
    String topic = cluster.topic("far-future", 1);
    Job job = new Job(cluster, folder).topic(topic, Form.JSON).set("kafka.max.pull.hrs", "1");
    int fiveHours = 5 * 3_600;
    try (Sender sender = new Sender(cluster)) {
      sender.json(topic, 1, 0, 100);
      Instant future = Instant.parse("2100-01-01T00:00:00Z");
      sender.value(topic, 0, future, Events.json(future, -1));
      sender.json(topic, 1, 100, fiveHours);
    }
    Outcome first = job.run();
    assertThat(first.exit()).as(first.toString()).isZero();
    assertThat(first.messages()).isGreaterThan(3_000).isLessThan(fiveHours / 2);
    assertThat(first.sum("lag")).isPositive();
    Outcome last = first;
    for (int i = 0; i < 8 && last.sum("lag") > 0; i++) {
      last = job.run();
      assertThat(last.exit()).as(last.toString()).isZero();
    }
    Comparison.Result result = job.compare();
    assertThat(result.isClean()).as(result.toString()).isTrue();
  }
}
