package io.camus.it.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Comparison;
import io.camus.it.check.Form;
import io.camus.it.fixture.CamusProcess;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Events;
import io.camus.it.fixture.ExamplePlugIns;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.OneDirectory;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs from the distribution on HDFS and YARN, with each task in a container of its own. */
@ExtendWith({SharedCluster.class, SharedHadoop.class})
@Timeout(300)
@Tag("hadoop")
class YarnIT {
  private static final Duration SLOW = Duration.ofSeconds(8);
  private static final String REGISTRY_PASSWORD = "pa55-of-the-registry";
  private static final String STORE_PASSWORD = "pa55-of-the-trust-store";

  @TempDir private Path folder;

  private final HadoopCluster hadoop;

  YarnIT(HadoopCluster hadoop) {
    this.hadoop = hadoop;
  }

  @AfterEach
  void heal(Cluster cluster) throws Exception {
    cluster.registry().heal();
    hadoop.killAll();
  }

  @Test
  void messagesMoveOnceAndSecretsShowNowhere(Cluster cluster) throws Exception {
    String avro = cluster.topic("yarn.avro", 4);
    String json = cluster.topic("yarn-json", 4);
    Job job =
        job(cluster, "moves")
            .topic(avro, Form.AVRO)
            .topic(json, Form.JSON)
            .set("etl.output.codec", "zstandard")
            .set("kafka.consumer.ssl.truststore.password", STORE_PASSWORD)
            .set("hadoop.camus.test.password", STORE_PASSWORD)
            .set("camus.schema.registry.basic.auth.user", "camus")
            .set("camus.schema.registry.basic.auth.password", "${env:CAMUS_IT_REGISTRY}")
            .environment("CAMUS_IT_REGISTRY", REGISTRY_PASSWORD);
    cluster.registry().demand("camus", REGISTRY_PASSWORD);
    try (Sender sender = new Sender(cluster)) {
      sender.avro(avro, 4, 0, 8_000);
      sender.avro(avro, 4, Events.SECOND, 8_000, 10_000);
      sender.json(json, 4, 0, 5_000);
      sender.value(avro, 0, Events.START, "garbage".getBytes(StandardCharsets.UTF_8));
      sender.flush();
      Outcome first = job.run();
      assertThat(first.exit()).as(first.toString()).isZero();
      assertThat(first.messages()).isEqualTo(15_000);
      assertThat(first.rejected()).isEqualTo(1);

      sender.avro(avro, 4, 10_000, 10_500);
      Outcome onlyNew = job.run();
      assertThat(onlyNew.exit()).as(onlyNew.toString()).isZero();
      assertThat(onlyNew.messages()).isEqualTo(500);
      assertSecretsAreKept(List.of(first, onlyNew));
    }
    cluster.registry().heal();
    assertAllIsThere(job, "moves");
  }

  @Test
  void interruptEndsTheApplicationAndTheNextRunPullsTheRest(Cluster cluster) throws Exception {
    Job job = backlog(cluster, "interrupted");
    cluster.registry().delayBy(SLOW);
    try (CamusProcess run = job.start()) {
      ApplicationId application = hadoop.running();
      run.interrupt();
      assertThat(run.endsWithin(Duration.ofMinutes(1))).as("ends after SIGINT").isTrue();
      assertThat(hadoop.end(application)).isEqualTo(FinalApplicationStatus.KILLED);
    }
    assertThat(hadoop.names("/interrupted/base/runs")).isEmpty();
    cluster.registry().heal();
    Outcome next = job.run();
    assertThat(next.exit()).as(next.toString()).isZero();
    assertAllIsThere(job, "interrupted");
  }

  @Test
  void applicationThatHasLostItsDriverIsLeftAloneThenAdopted(Cluster cluster) throws Exception {
    Job job = backlog(cluster, "killed");
    cluster.registry().delayBy(SLOW);
    ApplicationId application;
    try (CamusProcess run = job.start()) {
      application = hadoop.running();
      run.kill();
    }
    Outcome refused = job.run();
    assertThat(refused.exit()).as(refused.toString()).isEqualTo(3);
    assertThat(refused.stderr()).contains("is active");

    cluster.registry().heal();
    assertThat(hadoop.end(application)).isEqualTo(FinalApplicationStatus.SUCCEEDED);
    Outcome adopts = job.run();
    assertThat(adopts.exit()).as(adopts.toString()).isZero();
    assertThat(adopts.json().path("recovered")).isNotEmpty();
    assertThat(adopts.messages()).isZero();
    assertAllIsThere(job, "killed");
  }

  @Test
  void aRegistryOfTheUsersTravelsToTheTasksAndItsSchemasAreKeptOnHdfs(Cluster cluster)
      throws Exception {
    String topic = cluster.topic("own-registry", 2);
    ExamplePlugIns.build(folder.resolve("user"));
    String jar = folder.resolve("user/examples.jar").toString();
    Properties schemas = new Properties();
    schemas.setProperty("7", Events.FIRST.toString());
    schemas.setProperty("8", Events.SECOND.toString());
    try (Writer writer = Files.newBufferedWriter(folder.resolve("schemas.properties"))) {
      schemas.store(writer, null);
    }
    Job job =
        job(cluster, "own")
            .topic(topic, Form.AVRO)
            .schemas(id -> Optional.of(id == 7 ? Events.FIRST : Events.SECOND))
            .set("kafka.message.coder.schema.registry.class", "com.example.ListedSchemas")
            .set("etl.schema.registry.url", folder.toString());
    Outcome nowhere = job.run();
    assertThat(nowhere.exit()).as(nowhere.toString()).isEqualTo(2);
    assertThat(nowhere.stderr()).contains("no such class is on the class path or in plugins/");

    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 2, Events.FIRST, 7, 0, 500);
      Outcome local =
          job.environment("CAMUS_CLASSPATH", jar).run("-D", "mapreduce.framework.name=local");
      assertThat(local.exit()).as(local.toString()).isZero();
      sender.avro(topic, 2, Events.SECOND, 8, 500, 800);
    }
    HadoopJar camus = new HadoopJar(folder, hadoop.conf());
    try (CamusProcess run =
        camus.start(Map.of("CAMUS_CLASSPATH", jar), "run", "-P", job.properties().toString())) {
      Outcome yarn = run.await();
      assertThat(yarn.exit()).as(yarn.toString()).isZero();
    }
    assertThat(hadoop.everything("/own/base/schemas"))
        .anyMatch(file -> file.contains("/7.schema"))
        .anyMatch(file -> file.contains("/8.schema"));
    assertAllIsThere(job, "own");
  }

  /** Its partitioner names its directory after the plug-ins next to it, and its library. */
  @Test
  void plugInsThatAreUsedTravelToTheTasksEachWithItsOwnLibraries(Cluster cluster) throws Exception {
    String one = cluster.topic("plug-in-one", 2);
    String two = cluster.topic("plug-in-two", 2);
    Path plugIns = folder.resolve("plugins");
    String directory =
        "String.join(\"_\", new java.util.TreeSet<>(java.util.List.of(new java.io.File("
            + "System.getProperty(\"camus.plugins\")).list()))) + \"/\" + "
            + OneDirectory.LIBRARY
            + ".version()";
    OneDirectory.withLibrary("one", directory).write(plugIns.resolve("one/one.jar"));
    OneDirectory.withLibrary("two", directory).write(plugIns.resolve("two.jar"));
    OneDirectory.withLibrary("unused", directory).write(plugIns.resolve("unused.jar"));
    Job job =
        job(cluster, "plug-ins")
            .topic(one, Form.JSON)
            .topic(two, Form.JSON)
            .set("etl.partitioner.class." + one, "one")
            .set("etl.partitioner.class." + two, "com.example.two.Fixed")
            .environment("CAMUS_PLUGINS", plugIns.toString());
    try (Sender sender = new Sender(cluster)) {
      sender.json(one, 2, 0, 100);
      sender.json(two, 2, 0, 100);
      Outcome first = job.run();
      assertThat(first.exit()).as(first.toString()).isZero();
      assertThat(first.messages()).isEqualTo(200);
      sender.json(two, 2, 100, 150);
    }
    HadoopJar camus = new HadoopJar(folder, hadoop.conf());
    try (CamusProcess run =
        camus.start(
            Map.of("CAMUS_PLUGINS", plugIns.toString()),
            "run",
            "-P",
            job.properties().toString())) {
      Outcome second = run.await();
      assertThat(second.exit()).as(second.toString()).isZero();
    }
    assertAllIsThere(job, "plug-ins");
    assertThat(job.directories(one)).containsExactly("one_two.jar/library-of-one");
    assertThat(job.directories(two)).containsExactly("one_two.jar/library-of-two");
  }

  /** Nothing is installed where Camus starts: the settings name the jars on HDFS. */
  @Test
  void plugInsOnHdfsAreEnoughWhereverTasksRun(Cluster cluster) throws Exception {
    String weeks = cluster.topic("hdfs-weeks", 2);
    String other = cluster.topic("hdfs-other", 2);
    ExamplePlugIns.build(folder.resolve("built"));
    OneDirectory.withLibrary("other", OneDirectory.LIBRARY + ".version()")
        .write(folder.resolve("built/other.jar"));
    hadoop.copyUp(folder.resolve("built/examples.jar"), "/on-hdfs/plug-ins/examples.jar");
    hadoop.copyUp(folder.resolve("built/other.jar"), "/on-hdfs/other.jar");
    Job job =
        job(cluster, "on-hdfs")
            .topic(weeks, Form.JSON)
            .topic(other, Form.JSON)
            .set("hdfs.default.classpath.dir", "/on-hdfs/plug-ins")
            .set("hadoop.external.jarFiles", hadoop.uri("/on-hdfs/other.jar"))
            .set("com.example.header-time.name", "happened")
            .set("camus.message.timestamp.extractor." + weeks, "header-time")
            .set("etl.partitioner.class." + weeks, "weeks")
            .set("etl.partitioner.class." + other, "com.example.other.Fixed");
    try (Sender sender = new Sender(cluster)) {
      sender.json(weeks, 2, 0, 100);
      sender.json(other, 2, 0, 100);
      Outcome yarn = job.run();
      assertThat(yarn.exit()).as(yarn.toString()).isZero();
      assertThat(yarn.messages()).isEqualTo(200);
      sender.json(weeks, 2, 100, 150);
      Outcome local = job.run("-D", "mapreduce.framework.name=local");
      assertThat(local.exit()).as(local.toString()).isZero();
      sender.json(other, 2, 100, 150);
    }
    HadoopJar camus = new HadoopJar(folder, hadoop.conf());
    try (CamusProcess run = camus.start(Map.of(), "run", "-P", job.properties().toString())) {
      Outcome third = run.await();
      assertThat(third.exit()).as(third.toString()).isZero();
    }
    assertAllIsThere(job, "on-hdfs");
    assertThat(job.directories(weeks)).isNotEmpty().allMatch(it -> it.startsWith("weekly/2"));
    assertThat(job.directories(other)).containsExactly("library-of-other");
    Outcome verified = job.command("verify", "--deep");
    assertThat(verified.exit()).as(verified.toString()).isZero();

    Outcome gone = job.command("config", "-D", "hadoop.external.jarFiles=/on-hdfs/gone.jar");
    assertThat(gone.exit()).as(gone.toString()).isEqualTo(2);
    assertThat(gone.stdout())
        .contains("hadoop.external.jarFiles = /on-hdfs/gone.jar: does not exist; upload it");
  }

  /** ORC's library meets the cluster's Hadoop. */
  @Test
  void orcFilesAreWrittenByTasks(Cluster cluster) throws Exception {
    String topic = cluster.topic("yarn-orc", 4);
    Job job = job(cluster, "orc").topic(topic, Form.AVRO).set("camus.output.format", "orc");
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 4, 0, 5_000);
    }

    Outcome outcome = job.run();

    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.messages()).isEqualTo(5_000);
    assertThat(hadoop.everything("/orc/dest")).anyMatch(file -> file.contains(".orc "));
    Outcome verified = job.command("verify", "--deep");
    assertThat(verified.exit()).as(verified.toString()).isZero();
  }

  private Job backlog(Cluster cluster, String name) throws Exception {
    String topic = cluster.topic(name, 4);
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 4, 0, 20_000);
    }
    return job(cluster, name).topic(topic, Form.AVRO).set("camus.commit.interval.ms", "1000");
  }

  private Job job(Cluster cluster, String name) {
    return new Job(cluster, folder)
        .set("mapreduce.framework.name", "yarn")
        .set("mapred.map.tasks", "2")
        .set("etl.destination.path", hadoop.uri("/" + name + "/dest"))
        .set("etl.execution.base.path", hadoop.uri("/" + name + "/base"))
        .set("etl.execution.history.path", hadoop.uri("/" + name + "/history"))
        .environment("HADOOP_CONF_DIR", hadoop.conf().toString());
  }

  private void assertAllIsThere(Job job, String name) throws Exception {
    hadoop.copyDown("/" + name + "/dest", job.destination());
    hadoop.copyDown("/" + name + "/history", job.history());
    Comparison.Result result = job.compare();
    assertThat(result.isClean()).as(result.toString()).isTrue();
    assertThat(hadoop.names("/" + name + "/base/runs")).isEmpty();
  }

  private void assertSecretsAreKept(List<Outcome> outcomes) throws Exception {
    List<String> configurations = hadoop.texts("/history", "_conf.xml");
    assertThat(configurations).isNotEmpty().allMatch(text -> text.contains("camus.internal.run"));
    assertThat(configurations).noneMatch(YarnIT::tellsASecret);
    assertThat(hadoop.texts("/history", ".jhist")).isNotEmpty().noneMatch(YarnIT::tellsASecret);
    assertThat(outcomes).noneMatch(outcome -> tellsASecret(outcome.toString()));
  }

  private static boolean tellsASecret(String text) {
    return text.contains(REGISTRY_PASSWORD) || text.contains(STORE_PASSWORD);
  }
}
