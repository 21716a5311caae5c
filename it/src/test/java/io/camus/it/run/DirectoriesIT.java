package io.camus.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Form;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Events;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Where files lie. */
@ExtendWith(SharedCluster.class)
@Timeout(300)
class DirectoriesIT {
  @TempDir Path folder;
  private String topic;

  @Test
  void hourlyIsTheDefault(Cluster cluster) throws Exception {
    Job job = job(cluster, "2026-11-22T13:59:59.999Z", "2026-11-22T14:00:00Z");
    assertDirectories(job, "hourly/2026/11/22/13", "hourly/2026/11/22/14");
  }

  @Test
  void hiveStyleNamesItsColumns(Cluster cluster) throws Exception {
    Job job =
        job(cluster, "2026-11-22T13:59:59Z", "2026-11-22T14:00:00Z")
            .set("etl.partitioner.class", "hive");
    assertDirectories(job, "dt=2026-11-22/hour=13", "dt=2026-11-22/hour=14");
  }

  @Test
  void aPatternOfTheUsersIsReadAsJodaWould(Cluster cluster) throws Exception {
    Job job =
        job(cluster, "2027-01-01T00:30:00Z", "2026-12-31T23:30:00Z")
            .set("etl.partitioner.class", "pattern")
            .set("etl.destination.path.topic.sub.dirformat", "'by-day'/YYYY-MM-dd");
    assertDirectories(job, "by-day/2026-12-31", "by-day/2027-01-01");
  }

  @Test
  void theHourThatComesTwiceHasTwoDirectories(Cluster cluster) throws Exception {
    Job job =
        job(cluster, "2025-11-02T08:30:00Z", "2025-11-02T09:30:00Z", "2025-11-02T10:30:00Z")
            .set("etl.default.timezone", "America/Los_Angeles");
    assertDirectories(
        job, "hourly/2025/11/02/01", "hourly/2025/11/02/01-0800", "hourly/2025/11/02/02");
  }

  @Test
  void theHourThatIsLeftOutHasNone(Cluster cluster) throws Exception {
    Job job =
        job(cluster, "2026-03-08T09:59:00Z", "2026-03-08T10:00:00Z")
            .set("etl.default.timezone", "America/Los_Angeles");
    assertDirectories(job, "hourly/2026/03/08/01", "hourly/2026/03/08/03");
  }

  @Test
  void anUnusableDestinationIsNamedAndNothingIsLost(Cluster cluster) throws Exception {
    Job job = job(cluster, "2026-11-22T14:00:00Z");
    Path file = Files.writeString(folder.resolve("a-file"), "in the way");
    Outcome outcome = job.run("-D", "etl.destination.path=" + file.resolve("below"));
    assertThat(outcome.exit()).as(outcome.toString()).isIn(2, 3);
    assertThat(outcome.stdout() + outcome.stderr()).contains(file.toString());
    assertDirectories(job, "hourly/2026/11/22/14");
  }

  private Job job(Cluster cluster, String... times) throws Exception {
    String topic = cluster.topic("dated", 1);
    try (Sender sender = new Sender(cluster)) {
      int n = 0;
      for (String time : times) {
        Instant instant = Instant.parse(time);
        sender.value(topic, 0, instant, Events.json(instant, n++));
      }
      sender.flush();
    }
    this.topic = topic;
    return new Job(cluster, folder).topic(topic, Form.JSON);
  }

  private void assertDirectories(Job job, String... expected) throws Exception {
    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(job.directories(topic)).containsExactly(expected);
    assertThat(job.compare().isClean()).isTrue();
  }
}
