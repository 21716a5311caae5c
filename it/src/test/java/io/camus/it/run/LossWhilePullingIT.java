package io.camus.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Comparison;
import io.camus.it.check.DataFiles;
import io.camus.it.check.Form;
import io.camus.it.fixture.CamusProcess;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Retention that is faster than a pull. */
@ExtendWith(SharedCluster.class)
@Timeout(300)
class LossWhilePullingIT {
  private static final int MESSAGES = 40_000;
  private static final int LEFT = 100;
  private static final int SLOW = 250_000;

  @TempDir Path folder;

  @Test
  void whatRetentionTakesFromUnderAPullIsNamedAndTheRestGoesOn(Cluster cluster) throws Exception {
    String slow = cluster.topic("overtaken", 1);
    String other = cluster.topic("untouched", 2);
    cluster.throttle(slow, SLOW);
    Job job =
        new Job(cluster, folder)
            .topic(slow, Form.JSON)
            .topic(other, Form.JSON)
            .set("kafka.client.name", slow)
            .set("kafka.fetch.buffer.size", "20000")
            .set("kafka.consumer.fetch.max.bytes", "60000");
    try (Sender sender = new Sender(cluster, Map.of("compression.type", "none"))) {
      sender.json(slow, 1, 0, MESSAGES);
      sender.json(other, 2, 0, 1_000);
    }
    Outcome overtaken;
    try (CamusProcess run = job.start()) {
      job.awaitStaged();
      cluster.deleteRecords(slow, 0, MESSAGES - LEFT);
      overtaken = run.await();
    }
    assertThat(overtaken.exit()).as(overtaken.toString()).isEqualTo(4);
    long pulled = overtaken.messages() - 1_000;
    assertThat(pulled).isPositive().isLessThan(MESSAGES - LEFT);
    String lost = String.format(Locale.ROOT, "%s-0@[%d, %d)", slow, pulled, MESSAGES - LEFT);
    assertThat(overtaken.problems("data")).singleElement().asString().contains(lost + ", ");
    assertThat(overtaken.problems("outside")).isEmpty();
    Comparison.Result others = job.compare(other);
    assertThat(others.isClean()).as(others.toString()).isTrue();

    Outcome left = job.run();
    assertThat(left.exit()).as(left.toString()).isEqualTo(4);
    assertThat(left.messages()).isZero();
    assertThat(left.problems("data"))
        .singleElement()
        .asString()
        .startsWith(String.format(Locale.ROOT, "%s-0@[%d,%d)", slow, pulled, MESSAGES - LEFT));

    Outcome moved = job.run("-D", "etl.fail.on.offset.outofrange=false");
    assertThat(moved.exit()).as(moved.toString()).isEqualTo(4);
    assertThat(moved.messages()).isEqualTo(LEFT);
    Outcome after = job.run();
    assertThat(after.exit()).as(after.toString()).isZero();
    assertThat(job.files(slow).stream().mapToLong(DataFiles::records).sum())
        .isEqualTo(pulled + LEFT);
    Outcome verified = job.verify();
    assertThat(verified.exit()).as(verified.toString()).isZero();
  }
}
