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
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
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

  @Test
  void aCorruptBatchHoldsUpItsOwnPartitionOnly() throws Exception {
    String good = cluster.topic("good", 4);
    String bad = cluster.topic("bad", 1);
    try (Sender sender = new Sender(cluster)) {
      sender.json(good, 4, 0, 20_000);
      sender.json(bad, 1, 0, 2_000);
    }
    flipAByteNearTheEnd(segment(bad));

    Job job = new Job(cluster, folder).topic(good, Form.JSON).topic(bad, Form.JSON);
    Outcome outcome = job.run();

    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(3);
    assertThat(outcome.problems("outside")).anyMatch(problem -> problem.contains(bad + "-0@"));
    Comparison.Result result = job.compare(good);
    assertThat(result.isClean()).as(result.toString()).isTrue();
  }

  private Path segment(String topic) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("kafka"))) {
      return files
          .filter(file -> file.getParent().getFileName().toString().equals(topic + "-0"))
          .filter(file -> file.getFileName().toString().endsWith(".log"))
          .findAny()
          .orElseThrow();
    }
  }

  private static void flipAByteNearTheEnd(Path segment) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
      long position = lastByte(file) - 100;
      file.seek(position);
      int flipped = file.read() ^ 1;
      file.seek(position);
      file.write(flipped);
    }
  }

  /** Kafka makes its files longer than what they hold. */
  private static long lastByte(RandomAccessFile file) throws IOException {
    byte[] bytes = new byte[(int) file.length()];
    file.readFully(bytes);
    int last = bytes.length - 1;
    while (bytes[last] == 0) {
      last--;
    }
    return last;
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
