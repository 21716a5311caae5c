package io.camus.it.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Form;
import io.camus.it.cluster.DevZooKeeperKafka;
import io.camus.it.fixture.Await;
import io.camus.it.fixture.Base;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.secure.SecretSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.data.Stat;
import org.apache.zookeeper.server.auth.DigestAuthenticationProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that know a ZooKeeper and no broker, on the last Kafka that needs one. */
@Timeout(300)
class ZooKeeperIT {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final String IDS = "/kafka/brokers/ids";
  private static final String PASSWORD = "pa55-of-the-digest";

  @TempDir private static Path serversFolder;
  private static DevZooKeeperKafka servers;
  private static Nodes nodes;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws IOException {
    servers =
        DevZooKeeperKafka.start(
            serversFolder, Path.of(System.getProperty("camus.zookeeper.mode.lib")));
    nodes = new Nodes(servers.zooKeeperServer());
  }

  @AfterAll
  static void stop() throws InterruptedException {
    nodes.close();
    servers.close();
  }

  private static Job finding(Job job) {
    return job.without("kafka.brokers")
        .set("zookeeper.hosts", servers.zooKeeperHosts())
        .set("zookeeper.connection.timeout", "10000")
        .set("camus.zookeeper.listener", "CLIENTS");
  }

  private static Outcome succeeds(Outcome outcome) {
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    return outcome;
  }

  private static String fails(Outcome outcome) {
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(3);
    return outcome.stderr().replaceAll("\\s+", " ");
  }

  @Test
  void aRunFindsTheClusterAndFindsItAgainWhenTheBrokerIsElsewhere() throws Exception {
    List<String> topics = List.of("moves.on", "moves-json", "moves-text");
    try (Cluster cluster = Cluster.at(servers.bootstrap());
        Sender sender = new Sender(cluster)) {
      cluster.createTopics(topics.stream().map(name -> new NewTopic(name, 2, (short) 1)).toList());
      send(sender, 0, 500);
      Job job = moving(cluster);
      Map<String, Stat> before = nodes.everything();

      assertThat(succeeds(job.run()).messages()).isEqualTo(1_500);

      assertThat(job.compare().findings()).isEmpty();
      assertThat(nodes.everything()).as("nothing of ours is there").isEqualTo(before);
      servers.stopBroker();
      try {
        assertThat(fails(job.run()))
            .contains("no broker is registered in /brokers/ids of ZooKeeper at 127.0.0.1:");
      } finally {
        servers.startBroker();
      }
    }
    try (Cluster cluster = Cluster.at(servers.bootstrap());
        Sender sender = new Sender(cluster)) {
      send(sender, 500, 900);
      Job job = moving(cluster);

      assertThat(succeeds(job.run()).messages()).isEqualTo(1_200);

      assertThat(job.compare().findings()).isEmpty();
      succeeds(job.verify());
      everyVerbThatAsksKafkaWorks(job);
    }
  }

  private Job moving(Cluster cluster) {
    return finding(
        new Job(cluster, folder)
            .topic("moves.on", Form.JSON)
            .topic("moves-json", Form.JSON)
            .topic("moves-text", Form.TEXT));
  }

  private static void send(Sender sender, int from, int to) {
    sender.json("moves.on", 2, from, to);
    sender.json("moves-json", 2, from, to);
    sender.text("moves-text", 2, from, to);
  }

  private void everyVerbThatAsksKafkaWorks(Job job) throws Exception {
    assertThat(succeeds(job.command("plan")).stdout()).contains("moves.on");
    assertThat(succeeds(job.command("offsets")).stdout()).contains("moves-json");
    succeeds(job.command("config"));
    succeeds(job.command("verify", "--against-kafka"));
    Outcome replay =
        job.command(
            "offsets",
            "--replay",
            "moves-text",
            Sender.timeOf(100).toString(),
            Sender.timeOf(200).toString(),
            "--destination",
            folder.resolve("again").toString(),
            "--json");
    assertThat(succeeds(replay).json().path("offsets").asLong()).isEqualTo(100);
  }

  @Test
  void withoutZooKeeperARunSaysSoAndNothingIsLost() throws Exception {
    try (Cluster cluster = Cluster.at(servers.bootstrap());
        Sender sender = new Sender(cluster)) {
      String topic = cluster.topic("waits", 2);
      Job job = finding(new Job(cluster, folder).topic(topic, Form.JSON));
      sender.json(topic, 2, 0, 500);
      succeeds(job.run());
      sender.json(topic, 2, 500, 800);
      List<Path> files = job.files(topic);
      long record = new Base(job.base()).last();
      servers.killZooKeeper();
      try {
        assertThat(fails(job.set("zookeeper.connection.timeout", "2000").run()))
            .contains("no answer from ZooKeeper at " + servers.zooKeeperHosts() + " within 2 s")
            .contains("kafka.brokers instead of zookeeper.hosts")
            .doesNotContain("Exception");
        assertThat(job.files(topic)).isEqualTo(files);
        assertThat(new Base(job.base()).last()).isEqualTo(record);
        succeeds(job.verify());
      } finally {
        servers.startZooKeeper();
      }
      Await.until("the broker is back", DEADLINE, () -> !nodes.childrenIfReached(IDS).isEmpty());

      Outcome again = succeeds(job.set("zookeeper.connection.timeout", "10000").run());

      assertThat(again.messages()).isEqualTo(300);
      assertThat(job.compare().findings()).isEmpty();
    }
  }

  @Test
  void aZooKeeperThatAsksWhoWeAreIsToldByASecretThatShowsNowhere() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Path work = Files.createDirectory(folder.resolve("work"));
    try (Cluster cluster = Cluster.at(servers.bootstrap());
        Sender sender = new Sender(cluster)) {
      String topic = cluster.topic("guarded", 1);
      sender.json(topic, 1, 0, 100);
      Job job =
          finding(new Job(cluster, work).topic(topic, Form.JSON))
              .environment("CAMUS_OPTS", "-Djava.io.tmpdir=" + temporary);
      String digest = DigestAuthenticationProvider.generateDigest("camus:" + PASSWORD);
      nodes.allow(
          IDS,
          List.of(
              new ACL(Perms.ALL & ~Perms.READ, Ids.ANYONE_ID_UNSAFE),
              new ACL(Perms.READ, new Id("digest", digest))));
      try {
        assertThat(fails(job.run()))
            .contains("does not let everybody read /brokers/ids: set camus.zookeeper.digest.user");
        job.set("camus.zookeeper.digest.user", "camus")
            .set("camus.zookeeper.digest.password", "${env:ZOOKEEPER_PASSWORD}");
        Outcome wrong = job.environment("ZOOKEEPER_PASSWORD", PASSWORD + "-of-old").run();
        assertThat(fails(wrong)).contains("does not let user camus read /brokers/ids");

        Outcome right = succeeds(job.environment("ZOOKEEPER_PASSWORD", PASSWORD).run());

        assertThat(right.messages()).isEqualTo(100);
        SecretSearch search =
            new SecretSearch()
                .secret("the digest's password", PASSWORD)
                .text("the failed run", wrong.toString())
                .text("the run", right.toString())
                .below(work, temporary);
        assertThat(search.looked()).isGreaterThan(20);
        assertThat(search.finds()).isEmpty();
      } finally {
        nodes.allow(IDS, Ids.OPEN_ACL_UNSAFE);
      }
    }
  }

  @Test
  void brokersThatAreNamedWinWithANoteAndOtherMistakesAreExplained() throws Exception {
    try (Cluster cluster = Cluster.at(servers.bootstrap());
        Sender sender = new Sender(cluster)) {
      String topic = cluster.topic("named", 1);
      sender.json(topic, 1, 0, 10);
      Job job = finding(new Job(cluster, folder).topic(topic, Form.JSON));

      assertThat(fails(job.without("camus.zookeeper.listener").command("plan")))
          .contains("set camus.zookeeper.listener to one of BROKERS, CLIENTS");
      job.set("zookeeper.hosts", servers.zooKeeperServer());
      assertThat(fails(job.command("plan")))
          .contains("has no /brokers/ids (zookeeper.broker.nodes)")
          .contains("chroot")
          .contains("always in Kafka 4), set kafka.brokers instead of zookeeper.hosts");

      Outcome both =
          succeeds(
              job.set("kafka.brokers", cluster.bootstrap())
                  .set("zookeeper.hosts", "127.0.0.1:1")
                  .run());

      assertThat(both.messages()).isEqualTo(10);
      assertThat(both.problems("notice"))
          .anyMatch(
              line -> line.startsWith("zookeeper.hosts: ignored, because kafka.brokers is set"));
      assertThat(succeeds(job.command("plan")).stdout())
          .contains("ignored, because kafka.brokers is set");
    }
  }
}
