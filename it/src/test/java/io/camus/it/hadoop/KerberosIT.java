package io.camus.it.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.azkaban.HadoopJavaRunner;
import io.camus.it.check.Comparison;
import io.camus.it.check.Form;
import io.camus.it.fixture.Await;
import io.camus.it.fixture.CamusProcess;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.Credentials;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs from the distribution on an HDFS and a YARN that ask for Kerberos. */
@ExtendWith(SharedCluster.class)
@Timeout(300)
@Tag("hadoop")
class KerberosIT {
  private static final int MESSAGES = 2_000;
  private static final Duration TICKET_LIFE = Duration.ofSeconds(15);

  @TempDir private static Path servers;
  private static SecureHadoop hadoop;

  @TempDir private Path folder;

  @BeforeAll
  static void startHadoop() throws Exception {
    hadoop = SecureHadoop.start(servers.resolve("hadoop"));
  }

  @AfterAll
  static void stopHadoop() {
    if (hadoop != null) {
      hadoop.close();
    }
  }

  @AfterEach
  void heal(Cluster cluster) {
    cluster.registry().heal();
  }

  @Test
  void keytabIsEnoughOnYarnAlsoForKafkaAndItsTokensAreCancelled(Cluster cluster) throws Exception {
    Set<Path> others = hadoop.containerTokens().keySet();
    Job job = job(cluster, "keytab").set("mapreduce.framework.name", "yarn");
    try (KerberosKafka kafka =
        KerberosKafka.start(folder.resolve("kafka"), hadoop.keytab("kafka"))) {
      kafka.fill(cluster, MESSAGES);
      kafka.pulledBy(job, "alice@EXAMPLE.COM", hadoop.keytab("alice"));
      String properties = hadoop.uri("/keytab/camus.properties");
      hadoop.copyUp(job.properties(), properties);

      Outcome run;
      Map<Path, Credentials> tokens = new TreeMap<>();
      try (CamusProcess process = startAsAlice("run", "-P", properties, "--json")) {
        Await.until(
            "a container has its tokens",
            Duration.ofMinutes(2),
            () -> {
              tokens.putAll(hadoop.containerTokens());
              tokens.keySet().removeAll(others);
              return !tokens.isEmpty() || !process.isAlive();
            });
        run = process.await();
      }
      assertThat(run.exit()).as(run.toString()).isZero();
      copyDown(job, "keytab");
      assertIsClean(kafka.compare(job), run);

      Outcome verified = asAlice("verify", "-P", properties, "--deep", "--json");
      assertThat(verified.exit()).as(verified.toString()).isZero();
      assertAreCancelled(tokens.values());
      assertSecretsAreKept(
          new HiddenSecrets()
              .keytab("alice@EXAMPLE.COM", hadoop.keytab("alice"))
              .tokens(tokens.values()),
          "keytab",
          run,
          verified);
    }
  }

  private static void assertAreCancelled(Collection<Credentials> containers) throws Exception {
    assertThat(containers).isNotEmpty();
    for (Credentials tokens : containers) {
      Await.until(
          "the tokens of a job that has ended are refused",
          Duration.ofMinutes(1),
          () -> !hadoop.accepts(tokens));
    }
  }

  @Test
  void launchersTokensAreEnoughOnYarnAndStay(Cluster cluster) throws Exception {
    Credentials tokens = hadoop.launcherTokens();
    Path file = folder.resolve("tokens");
    tokens.writeTokenStorageFile(path(file), new Configuration());
    Job job =
        backlog(cluster, "tokens")
            .set("mapreduce.framework.name", "yarn")
            .environment("HADOOP_TOKEN_FILE_LOCATION", file.toString());

    Outcome run = job.run();
    assertThat(run.exit()).as(run.toString()).isZero();
    assertAllIsThere(job, "tokens", run);
    assertThat(hadoop.accepts(tokens)).as("tokens are the launcher's to cancel").isTrue();
    assertThat(hadoop.names("/staging")).as("whose staging directories").containsOnly("alice");
    assertSecretsAreKept(new HiddenSecrets().tokens(List.of(tokens)), "tokens", run);
  }

  @Test
  @Tag("soak")
  void jobOfAzkabanActsForItsProxyUserOnAzkabansTokens(Cluster cluster) throws Exception {
    Credentials tokens = hadoop.launcherTokens();
    Path file = folder.resolve("tokens");
    tokens.writeTokenStorageFile(path(file), new Configuration());
    Path output = folder.resolve("output");
    Job job =
        backlog(cluster, "azkaban-tokens")
            .set("mapreduce.framework.name", "yarn")
            .set("type", "hadoopJava")
            .set("job.class", "com.linkedin.camus.etl.kafka.CamusJob")
            .set("azkaban.should.proxy", "true")
            .set("user.to.proxy", "alice");
    ProcessBuilder runner =
        new HadoopJavaRunner(hadoop.conf(), hadoop.krb5Conf())
            .process(job.properties(), file, output);

    try (CamusProcess process = CamusProcess.start(folder, runner)) {
      Outcome outcome = process.await();
      assertThat(outcome.exit()).as(outcome.toString()).isZero();
      assertThat(outcome.stdout() + outcome.stderr()).contains("Proxying enabled");
      assertThat(output)
          .content()
          .matches(
              String.format(Locale.ROOT, "(?s).*\"camus.result.messages\" ?: ?\"%d\".*", MESSAGES));
    }
    assertThat(hadoop.accepts(tokens)).as("tokens are the launcher's to cancel").isTrue();
    assertThat(hadoop.names("/staging")).as("whose staging directories").containsOnly("alice");
  }

  @Test
  void ticketOfSomebodyWhoHasRunKinitIsEnough(Cluster cluster) throws Exception {
    Path cache = hadoop.alice().cacheIn(folder.resolve("cache"));
    Job job = backlog(cluster, "ticket").environment("KRB5CCNAME", cache.toString());

    Outcome run = job.run();
    assertThat(run.exit()).as(run.toString()).isZero();
    assertAllIsThere(job, "ticket", run);
  }

  @Test
  void runOutlivesItsTicket(Cluster cluster) throws Exception {
    Path krb5Conf = folder.resolve("krb5.conf");
    Files.writeString(
        krb5Conf,
        Files.readString(hadoop.krb5Conf())
            .replace(
                "[libdefaults]",
                "[libdefaults]\nticket_lifetime = " + TICKET_LIFE.toSeconds() + "s"));
    Job job =
        backlog(cluster, "renewed")
            .set("camus.kerberos.principal", "alice@EXAMPLE.COM")
            .set("camus.kerberos.keytab", hadoop.keytab("alice").toString())
            .set("camus.schema.registry.timeout.ms", "60000")
            // Each call logs in anew, and not too seldom for so short a ticket.
            .set("ipc.client.connection.maxidletime", "100")
            .set("hadoop.kerberos.min.seconds.before.relogin", "1")
            .environment("CAMUS_OPTS", "-Djava.security.krb5.conf=" + krb5Conf);
    cluster.registry().delayBy(TICKET_LIFE.multipliedBy(2));

    Outcome run = job.run();
    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(Duration.parse(run.json().path("duration").asText()))
        .isGreaterThan(TICKET_LIFE.multipliedBy(2));
    cluster.registry().heal();
    assertAllIsThere(job, "renewed", run);
  }

  @Test
  void withoutCredentialsASentenceSaysWhatToDo(Cluster cluster) throws Exception {
    Job job = job(cluster, "nobody").topic(cluster.topic("nobody", 1), Form.AVRO);

    Outcome run = job.run();
    assertThat(run.exit()).as(run.toString()).isEqualTo(3);
    assertThat(run.stderr())
        .startsWith("camus: hdfs://")
        .contains("no valid ticket", "kinit", "camus.kerberos.keytab", "HADOOP_TOKEN_FILE_LOCATION")
        .hasLineCount(1);

    job.set("camus.kerberos.principal", "bob@EXAMPLE.COM")
        .set("camus.kerberos.keytab", hadoop.keytab("alice").toString());
    Outcome wrongKeytab = job.run();
    assertThat(wrongKeytab.exit()).as(wrongKeytab.toString()).isEqualTo(2);
    assertThat(wrongKeytab.stderr()).contains("alice.keytab has no usable key for bob@EXAMPLE.COM");
  }

  private Job backlog(Cluster cluster, String name) throws Exception {
    String topic = cluster.topic(name, 2);
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 2, 0, MESSAGES);
    }
    return job(cluster, name).topic(topic, Form.AVRO);
  }

  private Job job(Cluster cluster, String name) {
    Job job =
        new Job(cluster, folder)
            .set("mapred.map.tasks", "2")
            .set("camus.split.min.bytes", "1")
            .set("etl.destination.path", hadoop.uri("/" + name + "/dest"))
            .set("etl.execution.base.path", hadoop.uri("/" + name + "/base"))
            .set("etl.execution.history.path", hadoop.uri("/" + name + "/history"));
    environment().forEach(job::environment);
    return job;
  }

  private Map<String, String> environment() {
    return Map.of(
        "HADOOP_CONF_DIR",
        hadoop.conf().toString(),
        "CAMUS_OPTS",
        "-Djava.security.krb5.conf=" + hadoop.krb5Conf(),
        "KRB5CCNAME",
        folder.resolve("no-cache").toString());
  }

  private Outcome asAlice(String... arguments) throws Exception {
    try (CamusProcess process = startAsAlice(arguments)) {
      return process.await();
    }
  }

  private CamusProcess startAsAlice(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of(
            "-D",
            "camus.kerberos.principal=alice",
            "-D",
            "camus.kerberos.keytab=" + hadoop.keytab("alice")));
    return CamusProcess.start(folder, all, environment());
  }

  private static void assertAllIsThere(Job job, String name, Outcome run) throws Exception {
    copyDown(job, name);
    assertIsClean(job.compare(), run);
  }

  private static void copyDown(Job job, String name) throws Exception {
    hadoop.copyDown(hadoop.uri("/" + name + "/dest"), job.destination());
    hadoop.copyDown(hadoop.uri("/" + name + "/history"), job.history());
  }

  private static void assertIsClean(Comparison.Result result, Outcome run) {
    assertThat(run.messages()).isEqualTo(MESSAGES);
    assertThat(result.isClean()).as(result.toString()).isTrue();
  }

  private static void assertSecretsAreKept(HiddenSecrets secrets, String name, Outcome... outcomes)
      throws Exception {
    assertThat(secrets.count()).isGreaterThan(1);
    Map<String, String> local = hadoop.localFiles();
    assertThat(local.keySet())
        .anyMatch(file -> file.endsWith("job.xml"))
        .anyMatch(file -> file.endsWith("syslog"))
        .anyMatch(file -> file.endsWith("launch_container.sh"));
    Map<String, String> remote =
        hadoop.remoteFiles("/history", "/tmp/" + name + "/base", "/tmp/" + name + "/history");
    assertThat(remote.keySet())
        .anyMatch(file -> file.endsWith("_conf.xml"))
        .anyMatch(file -> file.endsWith("summary.json"));
    assertThat(secrets.toldBy(local)).isEmpty();
    assertThat(secrets.toldBy(remote)).isEmpty();
    for (Outcome outcome : outcomes) {
      assertThat(secrets.toldBy(Map.of("output", outcome.toString()))).isEmpty();
    }
  }

  private static org.apache.hadoop.fs.Path path(Path local) {
    return new org.apache.hadoop.fs.Path(local.toUri());
  }
}
