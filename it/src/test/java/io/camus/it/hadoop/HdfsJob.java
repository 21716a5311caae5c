package io.camus.it.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

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

/**
 * A {@link Job} on YARN with all its paths on HDFS, and one Avro topic.
 *
 * @param name of its directory
 */
record HdfsJob(Cluster cluster, HadoopCluster hadoop, Job job, String topic, String name) {
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

  /** Where the winner of a task leaves its manifest. */
  static String manifest(int task) {
    return String.format(Locale.ROOT, "/tasks/%05d.manifest", task);
  }

  /** The attempt that the manifest of a finished run's task names. */
  String winner(String run, int task) throws Exception {
    String text = hadoop.text(history() + "/" + run + manifest(task));
    return text.substring(text.indexOf("attempt_"), text.indexOf("\"}}"));
  }

  /** Every message in Kafka is in the files exactly once, nothing is left over, verify agrees. */
  void assertEveryMessageIsThereOnce() throws Exception {
    hadoop.copyDown("/" + name + "/dest", job.destination());
    hadoop.copyDown(history(), job.history());
    Comparison.Result result = job.compare();
    assertThat(result.isClean()).as(result.toString()).isTrue();
    assertThat(hadoop.names(base() + "/runs")).isEmpty();
    assertThat(hadoop.names(base() + "/commits")).noneMatch(file -> file.startsWith("tmp-"));
    Outcome verified = job.command("verify", "--deep");
    assertThat(verified.exit()).as(verified.toString()).isZero();
  }
}
