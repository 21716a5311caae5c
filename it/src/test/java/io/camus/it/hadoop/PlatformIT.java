package io.camus.it.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.camus.it.check.Comparison;
import io.camus.it.check.Form;
import io.camus.it.fixture.Await;
import io.camus.it.fixture.CamusProcess;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Events;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The platform as its users know it: {@code hadoop jar}, two HDFS, queues, counters in the history
 * server, signals. The cluster's default file system is never the one that holds our paths.
 */
@ExtendWith(SharedCluster.class)
@Timeout(300)
@Tag("hadoop")
class PlatformIT {
  private static final Duration SLOW = Duration.ofSeconds(8);
  private static final String ORIGINAL = "com.linkedin.camus.etl.kafka.CamusJob";

  @TempDir private static Path servers;
  private static HadoopCluster hadoop;
  private static OtherHdfs other;

  @TempDir private Path folder;

  @BeforeAll
  static void startHadoop() throws Exception {
    other = OtherHdfs.begin(servers.resolve("other"));
    hadoop = HadoopCluster.start(servers.resolve("hadoop"));
    other.await();
  }

  @AfterAll
  static void stopHadoop() throws Exception {
    if (hadoop != null) {
      hadoop.close();
    }
    if (other != null) {
      other.close();
    }
  }

  @AfterEach
  void heal(Cluster cluster) {
    cluster.registry().heal();
  }

  @Test
  void oneJarIsAllThatHadoopNeedsAndTheHistoryServerTellsWhatItDid(Cluster cluster)
      throws Exception {
    String avro = cluster.topic("jar.avro", 2);
    String json = cluster.topic("jar-json", 2);
    Job job = onYarn(cluster, "jar").topic(avro, Form.AVRO).topic(json, Form.JSON);
    job.set("camus.job.name", "Nightly load")
        .set("etl.output.codec", "snappy")
        .set("fs.permissions.umask-mode", "027")
        .set("mapreduce.job.queuename", "default")
        .set("mapreduce.job.tags", "nightly")
        .set("camus.split.min.bytes", "1");
    try (Sender sender = new Sender(cluster)) {
      sender.avro(avro, 2, 0, 4_000);
      sender.json(json, 2, 0, 3_000);
      sender.value(avro, 0, Events.START, "garbage".getBytes(StandardCharsets.UTF_8));
      sender.flush();
    }
    upload(job, hadoop.uri("/conf/job.properties"));
    String properties = "hdfs:///conf/job.properties";
    HadoopJar jar = new HadoopJar(folder, hadoop.conf());

    Outcome run =
        ended(jar.start(ORIGINAL, "-P", properties, "-D", "mapred.map.tasks=2", "--json"));
    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.messages()).isEqualTo(7_000);
    assertThat(run.rejected()).isEqualTo(1);
    assertAllIsThere(job, "jar");
    assertThat(modes("/jar")).containsExactlyInAnyOrder("drwxr-x---", "-rw-r-----");

    try (YarnView yarn = new YarnView(hadoop.conf())) {
      assertYarnTells(yarn, run);
    }

    Outcome verify = ended(jar.start("verify", "-P", properties, "--json"));
    assertThat(verify.exit()).as(verify.toString()).isZero();
    assertThat(jar.leftovers()).isEmpty();
  }

  private static void assertYarnTells(YarnView yarn, Outcome run) throws Exception {
    assertThat(yarn.applications("nightly")).hasSize(1);
    JsonNode application = yarn.applications("nightly").get(0);
    assertThat(application.path("name").asText()).isEqualTo("Nightly load");
    assertThat(application.path("queue").asText()).isEqualTo("root.default");
    assertThat(application.path("applicationTags").asText().split(","))
        .containsExactlyInAnyOrder("nightly", "camus-run-" + run.json().path("run").asText());
    assertThat(application.path("finalStatus").asText()).isEqualTo("SUCCEEDED");
    assertHistoryTells(yarn, application.path("id").asText());
  }

  private static void assertHistoryTells(YarnView yarn, String application) throws Exception {
    Map<String, Long> counters = yarn.counters(application, "Camus");
    assertThat(counters)
        .containsEntry("Records pulled", 7_001L)
        .containsEntry("Records written to data files", 7_000L)
        .containsEntry("Records rejected to dead letters", 1L)
        .containsEntry("Records skipped", 0L)
        .containsEntry("Tasks committed", 2L)
        .hasSize(7);
    assertThat(counters.get("Bytes pulled")).isGreaterThan(7_000L);
    assertThat(counters.get("Files written")).isPositive();
    assertThat(yarn.tasks(application))
        .hasSize(2)
        .allSatisfy(task -> assertThat(task.getProgress()).isEqualTo(1));
    assertThat(hadoop.texts("/history", ".jhist"))
        .anySatisfy(
            history ->
                assertThat(history)
                    .containsPattern("[0-9,]+ of [0-9,]+ offsets pulled; partitions: [0-9]"));
  }

  @Test
  void withoutAConfigurationAllPathsMayBeOnAnHdfsByName(Cluster cluster) throws Exception {
    String topic = cluster.topic("named", 2);
    Job job = paths(new Job(cluster, folder), "named").topic(topic, Form.AVRO);
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 2, 0, 1_000);
    }
    String properties = other.uri("/conf/named.properties");
    upload(job, properties);

    Outcome run = CamusProcess.run(folder, "-P", properties, "--json");

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.messages()).isEqualTo(1_000);
    assertAllIsThere(job, "named");
    assertThat(modes("/named")).containsExactlyInAnyOrder("drwxr-xr-x", "-rw-r--r--");
  }

  @Test
  void aQueueThatIsNotThereIsNamed(Cluster cluster) throws Exception {
    Outcome refused = backlog(cluster, "queue").set("mapred.job.queue.name", "no-such-queue").run();

    assertThat(refused.exit()).as(refused.toString()).isEqualTo(3);
    assertThat(refused.problems("outside"))
        .singleElement()
        .asString()
        .contains("cannot be started (framework YARN)", "no-such-queue");
  }

  @Test
  void takingARunOverKillsItsApplication(Cluster cluster) throws Exception {
    Job job = backlog(cluster, "taken");
    cluster.registry().delayBy(SLOW);
    try (CamusProcess first = job.start()) {
      ApplicationId application = hadoop.running();
      cluster.registry().heal();
      Outcome second = job.run("--take-over", "-D", "mapreduce.framework.name=local");
      assertThat(second.exit()).as(second.toString()).isZero();
      assertThat(second.json().path("recovered").toString())
          .contains(application + " of run", "has been killed");
      assertThat(hadoop.end(application)).isEqualTo(FinalApplicationStatus.KILLED);
      Outcome loser = first.await();
      assertThat(loser.exit()).as(loser.toString()).isEqualTo(3);
      assertThat(loser.problems("outside")).anyMatch(text -> text.contains("took over this run"));
    }
    assertAllIsThere(job, "taken");
  }

  @Test
  void terminatingOrHangingUpEndsTheApplication(Cluster cluster) throws Exception {
    Job job = backlog(cluster, "signals");
    HadoopJar jar = new HadoopJar(folder, hadoop.conf());
    cluster.registry().delayBy(SLOW);
    try (CamusProcess run = jar.start("run", "-P", job.properties().toString())) {
      ApplicationId application = hadoop.running();
      assertEndsByItself(run, "TERM", 143);
      assertThat(hadoop.end(application)).isEqualTo(FinalApplicationStatus.KILLED);
    }
    assertThat(jar.leftovers()).isEmpty();
    assertEndsInTheMiddleOfItsSubmission(job);
    cluster.registry().heal();
    assertThat(job.run("-D", "mapreduce.framework.name=local").exit()).isZero();
    assertThat(runsOf("signals")).isEmpty();
    assertAllIsThere(job, "signals");
  }

  /** As soon as the resource manager knows of it, the driver may or may not. */
  private static void assertEndsInTheMiddleOfItsSubmission(Job job) throws Exception {
    try (YarnView yarn = new YarnView(hadoop.conf());
        CamusProcess run = job.start("-D", "mapreduce.job.tags=hung-up")) {
      Await.until(
          "an application is there",
          Duration.ofMinutes(1),
          () -> !yarn.applications("hung-up").isEmpty());
      assertEndsByItself(run, "HUP", 129);
      assertThat(yarn.applications("hung-up"))
          .singleElement()
          .satisfies(
              application ->
                  assertThat(application.path("finalStatus").asText()).isEqualTo("KILLED"));
    }
  }

  private static void assertEndsByItself(CamusProcess process, String signal, int exit)
      throws Exception {
    process.signal(signal);
    Outcome outcome = process.await();
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(exit);
    // A signal leaves 25 s; what a busy machine does not get done in them is for the next run.
    if (!outcome.stdout().isBlank()) {
      assertThat(runsOf("signals")).as(outcome.toString()).isEmpty();
    }
  }

  private Job backlog(Cluster cluster, String name) throws Exception {
    String topic = cluster.topic(name, 4);
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 4, 0, 5_000);
    }
    return onYarn(cluster, name).topic(topic, Form.AVRO).set("camus.commit.interval.ms", "1000");
  }

  private Job onYarn(Cluster cluster, String name) {
    return paths(new Job(cluster, folder), name)
        .set("mapreduce.framework.name", "yarn")
        .set("mapred.map.tasks", "2")
        .environment("HADOOP_CONF_DIR", hadoop.conf().toString());
  }

  private static Job paths(Job job, String name) {
    return job.set("etl.destination.path", other.uri("/" + name + "/dest"))
        .set("etl.execution.base.path", other.uri("/" + name + "/base"))
        .set("etl.execution.history.path", other.uri("/" + name + "/history"));
  }

  private static void upload(Job job, String uri) throws Exception {
    try (FileSystem files = FileSystem.newInstance(URI.create(uri), new Configuration())) {
      files.copyFromLocalFile(
          new org.apache.hadoop.fs.Path(job.properties().toUri()),
          new org.apache.hadoop.fs.Path(uri));
    }
  }

  private static Outcome ended(CamusProcess process) throws Exception {
    try (process) {
      return process.await();
    }
  }

  /** The modes of everything below a directory. */
  private static Set<String> modes(String directory) throws Exception {
    Set<String> modes = new TreeSet<>();
    List<FileStatus> open = new ArrayList<>();
    open.add(other.files().getFileStatus(new org.apache.hadoop.fs.Path(directory)));
    while (!open.isEmpty()) {
      FileStatus status = open.remove(open.size() - 1);
      modes.add((status.isDirectory() ? "d" : "-") + status.getPermission());
      if (status.isDirectory()) {
        open.addAll(List.of(other.files().listStatus(status.getPath())));
      }
    }
    return modes;
  }

  private static void assertAllIsThere(Job job, String name) throws Exception {
    copyDown("/" + name + "/dest", job.destination());
    copyDown("/" + name + "/history", job.history());
    Comparison.Result result = job.compare();
    assertThat(result.isClean()).as(result.toString()).isTrue();
    assertThat(runsOf(name)).isEmpty();
  }

  private static List<FileStatus> runsOf(String name) throws Exception {
    return List.of(
        other.files().listStatus(new org.apache.hadoop.fs.Path("/" + name + "/base/runs")));
  }

  private static void copyDown(String directory, Path local) throws Exception {
    other
        .files()
        .copyToLocalFile(
            false,
            new org.apache.hadoop.fs.Path(directory),
            new org.apache.hadoop.fs.Path(local.toUri()),
            true);
  }
}
