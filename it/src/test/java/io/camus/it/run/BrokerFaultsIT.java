package io.camus.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Comparison;
import io.camus.it.check.Form;
import io.camus.it.fixture.Await;
import io.camus.it.fixture.CamusProcess;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Faults of a broker that belongs to one test. */
@Timeout(600)
class BrokerFaultsIT {
  private static final int MESSAGES = 300_000;

  @TempDir Path folder;
  private Cluster cluster;

  @BeforeEach
  void start() {
    cluster = Cluster.start(folder);
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void withoutABrokerARunEndsSoonAndSaysSo() throws Exception {
    Job job = new Job(cluster, folder).topic("any", Form.JSON);
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      job.set("kafka.brokers", "127.0.0.1:" + socket.getLocalPort());
    }
    long start = System.nanoTime();
    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(3);
    assertThat(outcome.stdout() + outcome.stderr()).contains("127.0.0.1:");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(2));
  }

  @Test
  void aBrokerThatHangsForAWhileIsWaitedFor() throws Exception {
    Job job = backlog();
    try (CamusProcess run = job.start()) {
      Await.pass(Duration.ofSeconds(3));
      cluster.broker().suspend();
      Await.pass(Duration.ofSeconds(20));
      cluster.broker().resume();
      Outcome outcome = run.await();
      assertThat(outcome.exit()).as(outcome.toString()).isIn(0, 3);
    }
    assertThat(job.runUntilDone(3).exit()).isZero();
    assertClean(job);
  }

  @Test
  void aBrokerThatDiesAndComesBackLosesAndDoublesNothing() throws Exception {
    Job job = backlog();
    try (CamusProcess run = job.start()) {
      Await.pass(Duration.ofSeconds(3));
      cluster.broker().kill();
      Await.pass(Duration.ofSeconds(5));
      cluster.broker().start();
      Outcome outcome = run.await();
      assertThat(outcome.exit()).as(outcome.toString()).isIn(0, 3);
    }
    assertThat(job.runUntilDone(3).exit()).isZero();
    assertClean(job);
  }

  @Test
  void aTopicThatIsDeletedWhilePulledHoldsNobodyElseUp() throws Exception {
    Job job = backlog();
    String doomed = cluster.topic("doomed", 4);
    job.topic(doomed, Form.AVRO).set("camus.pull.stall.timeout.ms", "15000");
    try (Sender sender = new Sender(cluster)) {
      sender.avro(doomed, 4, 0, 50_000);
    }
    try (CamusProcess run = job.start()) {
      Await.pass(Duration.ofSeconds(2));
      cluster.deleteTopic(doomed);
      Outcome outcome = run.await();
      assertThat(outcome.exit()).as(outcome.toString()).isNotEqualTo(1);
    }
    assertThat(job.runUntilDone(3).exit()).isZero();
    Comparison.Result result = job.compare("backlog-1");
    assertThat(result.isClean()).as(result.toString()).isTrue();
  }

  private Job backlog() throws Exception {
    String topic = cluster.topic("backlog", 4);
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 4, 0, MESSAGES);
    }
    return new Job(cluster, folder).topic(topic, Form.AVRO);
  }

  private static void assertClean(Job job) {
    Comparison.Result result = job.compare();
    assertThat(result.isClean()).as(result.toString()).isTrue();
  }
}
