package io.camus.it.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.it.check.Comparison;
import io.camus.it.check.Form;
import io.camus.it.fixture.Await;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A {@link Job} on YARN with all its paths on HDFS, and one Avro topic.
 *
 * @param name of its directory
 */
record HdfsJob(Cluster cluster, HadoopCluster hadoop, Job job, String topic, String name) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  /** Partitions of the topic. */
  static final int PARTITIONS = 6;

  /** A job of so many tasks at a time. */
  static HdfsJob create(
      Cluster cluster, HadoopCluster hadoop, Path folder, String name, int tasks) {
    String topic = cluster.topic(name, PARTITIONS);
    Job job =
        new Job(cluster, folder)
            .topic(topic, Form.AVRO)
            .set("mapreduce.framework.name", "yarn")
            .set("mapred.map.tasks", Integer.toString(tasks))
            .set("camus.split.min.bytes", "1")
            .set("camus.commit.interval.ms", "1000")
            .set("camus.schema.registry.timeout.ms", "120000")
            // The registry is what these tests hold attempts with, also such as come later.
            .set("camus.schema.registry.keep", "false")
            .set("etl.destination.path", hadoop.uri("/" + name + "/dest"))
            .set("etl.execution.base.path", hadoop.uri("/" + name + "/base"))
            .set("etl.execution.history.path", hadoop.uri("/" + name + "/history"))
            .environment("HADOOP_CONF_DIR", hadoop.conf().toString());
    return new HdfsJob(cluster, hadoop, job, topic, name);
  }

  /** Produces messages number {@code from} to {@code to}, exclusive. */
  HdfsJob send(int from, int to) {
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, PARTITIONS, from, to);
    }
    return this;
  }

  String base() {
    return "/" + name + "/base";
  }

  String history() {
    return "/" + name + "/history";
  }

  /** The directory of a run that is at work. */
  String run(String run) {
    return base() + "/runs/" + run;
  }

  /** Where a commit record and its marks lie: {@code .json}, {@code .published}. */
  String record(long number, String suffix) {
    return String.format(
        Locale.ROOT, "%s/commits/%017d/%020d%s", base(), number / 1_000, number, suffix);
  }

  /** The number of the last commit record; 0 if there is none. */
  long lastRecord() throws Exception {
    long last = 0;
    while (hadoop.exists(record(last + 1, ".json"))) {
      last++;
    }
    return last;
  }

  /** Messages that the log has as written, by the run that pulled them. */
  Map<String, Long> committedByRun() throws Exception {
    Map<String, Long> written = new TreeMap<>();
    for (long number = 1; number <= lastRecord(); number++) {
      for (String line : hadoop.text(record(number, ".json")).lines().toList()) {
        JsonNode commits = JSON.readTree(line).path("commits");
        if (!commits.isMissingNode()) {
          written.merge(
              commits.path("run").asText(),
              commits.path("pulled").path("written").asLong(),
              Long::sum);
        }
      }
    }
    return written;
  }

  /** Waits for the directory of the only run. */
  String awaitRun() throws Exception {
    List<String> runs = new ArrayList<>();
    Await.until(
        "a run of " + name + " is at work",
        DEADLINE,
        () -> {
          runs.clear();
          if (hadoop.exists(base() + "/runs")) {
            runs.addAll(hadoop.names(base() + "/runs"));
          }
          return !runs.isEmpty();
        });
    assertThat(runs).hasSize(1);
    return runs.get(0);
  }

  /** The attempts that the manifests of a finished run name, in no order of Hadoop's. */
  List<String> winners(String run) throws Exception {
    List<String> winners = new ArrayList<>();
    for (String text : hadoop.texts(history() + "/" + run + "/tasks", ".manifest")) {
      winners.add(
          JSON.readTree(text.lines().findFirst().orElseThrow())
              .path("header")
              .path("attempt")
              .asText());
    }
    return winners;
  }

  /** Every message in Kafka is in the files exactly once, nothing is left over, verify agrees. */
  void assertEveryMessageIsThereOnce() throws Exception {
    hadoop.copyDown("/" + name + "/dest", job.destination());
    hadoop.copyDown(history(), job.history());
    Comparison.Result result = job.compare();
    assertThat(result.isClean()).as(result.toString()).isTrue();
    assertThat(hadoop.names(base() + "/runs")).isEmpty();
    assertThat(hadoop.names(base() + "/commits/00000000000000000"))
        .noneMatch(file -> file.startsWith("tmp-"));
    Outcome verified = job.command("verify", "--deep");
    assertThat(verified.exit()).as(verified.toString()).isZero();
  }
}
