package io.camus.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Comparison;
import io.camus.it.check.DataFiles;
import io.camus.it.check.Form;
import io.camus.it.cluster.DevBrokers;
import io.camus.it.fixture.Await;
import io.camus.it.fixture.CamusProcess;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Events;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three brokers, of which one goes away, and what a leader that knows less does to a topic. */
@Timeout(300)
class BrokerClusterIT {
  private static final int MESSAGES = 60_000;
  private static final int PARTITIONS = 6;
  private static final int SLOW = 250_000;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String MOVE_ON = "etl.fail.on.offset.outofrange=false";

  @TempDir static Path kafka;
  private static DevBrokers brokers;
  private static Cluster cluster;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    brokers = DevBrokers.start(kafka);
    cluster = Cluster.of(brokers);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void aBrokerThatIsKilledAndLeadersThatMoveHoldNobodyUpForLong() throws Exception {
    String topic = cluster.name("moving");
    cluster.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 3)));
    produce(topic, PARTITIONS, 0, MESSAGES);
    Job job = slowJob(topic);
    try (CamusProcess run = job.start()) {
      job.awaitPulling();
      brokers.node(2).kill();
      Await.until("nobody follows broker 2", PATIENCE, () -> !leaders(topic).contains(2));
      // The others swap what they lead.
      for (int partition = 0; partition < PARTITIONS; partition++) {
        reassign(topic, partition, leader(topic, partition) == 1 ? List.of(3, 1) : List.of(1, 3));
      }
      elect(ElectionType.PREFERRED, topic);
      assertThat(run.isAlive()).as("still pulls: " + job.staged()).isTrue();
      brokers.node(2).start();
      Outcome outcome = run.await();
      assertThat(outcome.exit()).as(outcome.toString()).isZero();
      assertThat(outcome.messages()).isEqualTo(MESSAGES);
    }
    produce(topic, PARTITIONS, MESSAGES, MESSAGES + 1_000);
    Outcome next = job.run();
    assertThat(next.exit()).as(next.toString()).isZero();
    assertThat(next.messages()).isEqualTo(1_000);
    Comparison.Result result = job.compare();
    assertThat(result.isClean()).as(result.toString()).isTrue();
  }

  @Test
  void aLeaderThatKnowsLessIsFoundOutWhereverTheEndOfItsLogIs() throws Exception {
    String beyond = onTwoBrokers("beyond");
    String below = onTwoBrokers("below");
    String middle = onTwoBrokers("middle");
    Job job = new Job(cluster, folder).topic(beyond, Form.JSON).topic(below, Form.JSON);
    Job pulling = slowJob(middle, Files.createDirectory(folder.resolve("pulling")));
    produce(beyond, 1, 0, 100);
    produce(below, 1, 0, 100);
    produce(middle, 1, 0, 5_000);
    inSync(middle, Set.of(1, 2));
    brokers.node(2).kill();
    for (String topic : List.of(beyond, below, middle)) {
      inSync(topic, Set.of(1));
    }
    produce(beyond, 1, 100, 200);
    produce(below, 1, 100, 200);
    produce(middle, 1, 5_000, 40_000);
    Outcome first = job.run();
    assertThat(first.exit()).as(first.toString()).isZero();
    assertThat(first.messages()).isEqualTo(400);

    try (CamusProcess run = pulling.start()) {
      // A message a second, and a file an hour: the third one is begun after 7,200 messages.
      Await.until("7,200 are pulled", PATIENCE, () -> pulling.staged().size() > 2);
      brokers.node(1).kill();
      brokers.node(2).start();
      for (String topic : List.of(beyond, below, middle)) {
        Await.until("the lesser leads", PATIENCE, () -> leadsUncleanly(topic));
      }
      produce(beyond, 1, 1_000, 1_250);
      produce(below, 1, 1_000, 1_050);
      produce(middle, 1, 1_000, 1_500);
      pullEndsWhereTheLogWasCutOff(run.await(), middle);
    }
    brokers.node(1).start();

    Outcome left = job.run();
    assertThat(left.exit()).as(left.toString()).isEqualTo(4);
    assertThat(left.messages()).isZero();
    assertThat(left.problems("data"))
        .anyMatch(problem -> problem.startsWith(beyond + "-0@[100,200)"))
        .anyMatch(problem -> problem.startsWith(below + "-0@[100,200)"));

    Outcome moved = job.run("-D", MOVE_ON);
    assertThat(moved.exit()).as(moved.toString()).isEqualTo(4);
    assertThat(moved.messages()).isEqualTo(250 + 50);
    goesOnRightly(job, Map.of(beyond, 250L, below, 50L), 200);

    Outcome movedToo = pulling.run("-D", MOVE_ON);
    assertThat(movedToo.exit()).as(movedToo.toString()).isEqualTo(4);
    assertThat(movedToo.problems("data")).anyMatch(problem -> problem.contains("-0@[5000,"));
    assertThat(movedToo.messages()).isEqualTo(500);
    Outcome verified = pulling.verify();
    assertThat(verified.exit()).as(verified.toString()).isZero();
  }

  /** What was pulled of the longer log stays: it was in Kafka, and nobody else has it any more. */
  private static void pullEndsWhereTheLogWasCutOff(Outcome outcome, String topic) {
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(4);
    assertThat(outcome.messages()).isGreaterThan(5_000).isLessThan(40_000);
    assertThat(outcome.problems("data"))
        .singleElement()
        .asString()
        .contains(
            String.format(Locale.ROOT, "%s-0@[5000, %d) were pulled", topic, outcome.messages()));
  }

  private static void goesOnRightly(Job job, Map<String, Long> replaced, long before)
      throws Exception {
    Outcome after = job.run();
    assertThat(after.exit()).as(after.toString()).isZero();
    assertThat(after.messages()).isZero();
    replaced.forEach(
        (topic, records) -> {
          assertThat(records(job.files(topic), ".g1")).isEqualTo(records);
          assertThat(records(job.files(topic), "")).isEqualTo(before + records);
        });
    Outcome verified = job.verify();
    assertThat(verified.exit()).as(verified.toString()).isZero();
  }

  private static long records(List<Path> files, String generation) {
    return files.stream()
        .filter(file -> file.getFileName().toString().contains(generation))
        .mapToLong(DataFiles::records)
        .sum();
  }

  private Job slowJob(String topic) throws Exception {
    return slowJob(topic, folder);
  }

  /** Small fetches, so that what a broker holds back is never much. */
  private static Job slowJob(String topic, Path folder) throws Exception {
    cluster.throttle(topic, SLOW);
    return new Job(cluster, folder)
        .topic(topic, Form.JSON)
        .set("kafka.client.name", topic)
        .set("mapred.output.compress", "false")
        .set("kafka.fetch.buffer.size", "20000")
        .set("kafka.consumer.fetch.max.bytes", "60000");
  }

  private static void produce(String topic, int partitions, int from, int to) {
    try (Sender sender = new Sender(cluster, Map.of("compression.type", "none"))) {
      for (int n = from; n < to; n++) {
        sender.value(topic, n % partitions, Sender.timeOf(n), Events.json(Sender.timeOf(n), n));
      }
      sender.flush();
    }
  }

  /** One partition on brokers 1 and 2, led by 1. */
  private static String onTwoBrokers(String base) {
    String topic = cluster.name(base);
    cluster.createTopics(List.of(new NewTopic(topic, Map.of(0, List.of(1, 2)))));
    return topic;
  }

  private static List<TopicPartitionInfo> partitions(String topic) throws Exception {
    return cluster
        .admin()
        .describeTopics(List.of(topic))
        .allTopicNames()
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .get(topic)
        .partitions();
  }

  private static int leader(String topic, int partition) throws Exception {
    return Optional.ofNullable(partitions(topic).get(partition).leader())
        .map(node -> node.id())
        .orElse(-1);
  }

  private static List<Integer> leaders(String topic) throws Exception {
    return partitions(topic).stream()
        .map(partition -> partition.leader() == null ? -1 : partition.leader().id())
        .toList();
  }

  private static void inSync(String topic, Set<Integer> wanted) throws Exception {
    Await.until(
        "in sync " + wanted,
        PATIENCE,
        () ->
            partitions(topic).get(0).isr().stream().map(node -> node.id()).toList().stream()
                    .allMatch(wanted::contains)
                && partitions(topic).get(0).isr().size() == wanted.size());
  }

  private static void reassign(String topic, int partition, List<Integer> replicas)
      throws Exception {
    cluster
        .admin()
        .alterPartitionReassignments(
            Map.of(
                new TopicPartition(topic, partition),
                Optional.of(new NewPartitionReassignment(replicas))))
        .all()
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    Await.until(
        "replicas move",
        PATIENCE,
        () -> partitions(topic).get(partition).replicas().get(0).id() == replicas.get(0));
  }

  private static void elect(ElectionType type, String topic) throws Exception {
    for (int partition = 0; partition < partitions(topic).size(); partition++) {
      cluster
          .admin()
          .electLeaders(type, Set.of(new TopicPartition(topic, partition)))
          .partitions()
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  /** Asks for it until the dead broker is fenced off and the controllers agree. */
  private static boolean leadsUncleanly(String topic) throws Exception {
    try {
      elect(ElectionType.UNCLEAN, topic);
    } catch (ExecutionException e) {
      return false;
    }
    return leader(topic, 0) == 2;
  }
}
