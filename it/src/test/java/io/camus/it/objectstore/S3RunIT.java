package io.camus.it.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Comparison;
import io.camus.it.check.Form;
import io.camus.it.fixture.CamusProcess;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Events;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import io.camus.it.objectstore.CuttingRelay.Ending;
import io.camus.it.objectstore.CuttingRelay.Moment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole runs with all directories in S3. */
@ExtendWith(SharedCluster.class)
@Timeout(300)
class S3RunIT {
  private static final int MESSAGES = 2_000;
  private static final int KILLS = 3;
  private static final int FIFTH = 5;
  private static final long SEED = Long.getLong("seed", 20_261_130L);

  private final S3Proxy server = SharedS3Proxy.get();
  private final String bucket = "runs-" + UUID.randomUUID();

  /** Objects are files in S3Proxy's folder, where the comparison reads them. */
  private Job job(Cluster cluster) {
    Job job = new Job(cluster, server.bucket(bucket));
    server.settings().forEach(job::set);
    for (String name : List.of("destination", "execution.base", "execution.history")) {
      job.set(
          String.format(Locale.ROOT, "etl.%s.path", name), "s3://" + bucket + "/" + folder(name));
    }
    return job;
  }

  private static String folder(String name) {
    return switch (name) {
      case "destination" -> "dest";
      case "execution.base" -> "base";
      default -> "history";
    };
  }

  private static Job backlog(Job job, Cluster cluster) {
    String avro = cluster.topic("s3-avro", 3);
    String json = cluster.topic("s3.json", 2);
    try (Sender sender = new Sender(cluster)) {
      sender.avro(avro, 3, 0, MESSAGES);
      sender.value(avro, 0, Events.START, "garbage".getBytes(StandardCharsets.UTF_8));
      sender.json(json, 2, 0, MESSAGES);
    }
    return job.topic(avro, Form.AVRO).topic(json, Form.JSON).set("mapred.map.tasks", "2");
  }

  private static void requireExact(Job job) throws Exception {
    Comparison.Result result = job.compare();
    assertThat(result.isClean()).as(result.toString()).isTrue();
    assertThat(result.rejected()).isEqualTo(1);
    Outcome verified = job.verify();
    assertThat(verified.exit()).as(verified.toString()).isZero();
  }

  private long left(String directory) throws IOException {
    Path path = server.bucket(bucket).resolve(directory);
    if (!Files.exists(path)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void everyMessageIsInTheBucketOnceAndAllVerbsWork(Cluster cluster) throws Exception {
    Job job = backlog(job(cluster), cluster);
    Outcome config = job.command("config");
    assertThat(config.exit()).as(config.toString()).isZero();

    Outcome first = job.run();
    assertThat(first.exit()).as(first.toString()).isZero();
    assertThat(first.messages()).isEqualTo(2 * MESSAGES);
    requireExact(job);
    assertThat(left("base/runs")).isZero();

    Outcome second = job.run();
    assertThat(second.exit()).as(second.toString()).isZero();
    assertThat(second.messages()).isZero();
    for (List<String> verb :
        List.of(List.of("history"), List.of("offsets"), List.of("recover", "--dry-run"))) {
      Outcome outcome =
          job.command(verb.get(0), verb.subList(1, verb.size()).toArray(String[]::new));
      assertThat(outcome.exit()).as(outcome.toString()).isZero();
    }
  }

  @Test
  void otherFormatsAreReadBack(Cluster cluster) throws Exception {
    Job job = job(cluster);
    List<String> formats = List.of("parquet", "orc", "json", "csv");
    try (Sender sender = new Sender(cluster)) {
      for (String format : formats) {
        String topic = cluster.topic("s3-" + format, 1);
        sender.avro(topic, 1, 0, MESSAGES);
        job.topic(topic, Form.AVRO).set("camus.output.format." + topic, format);
      }
    }

    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.messages()).isEqualTo((long) formats.size() * MESSAGES);
    Outcome verified = job.verify();
    assertThat(verified.exit()).as(verified.toString()).isZero();
  }

  @Test
  void twoRunsAtOnceShareTheWorkOrWasteIt(Cluster cluster) throws Exception {
    Job job = backlog(job(cluster), cluster);
    try (CamusProcess one = job.start();
        CamusProcess other = job.start()) {
      assertThat(one.await().exit()).isNotEqualTo(1);
      assertThat(other.await().exit()).isNotEqualTo(1);
    }
    assertThat(job.runUntilDone(3).exit()).isZero();
    requireExact(job);
  }

  /** The moments are drawn from all calls of a run that change the store. */
  @ParameterizedTest
  @EnumSource(Moment.class)
  void aRunThatIsKilledAtACallOfTheStoreLosesNothing(Moment moment, Cluster cluster)
      throws Exception {
    Job job = backlog(job(cluster), cluster);
    Random random = new Random(SEED);
    try (CuttingRelay relay = CuttingRelay.to(server.url())) {
      int calls = 60;
      for (int kill = 0; kill < KILLS; kill++) {
        try (CamusProcess run = job.set("camus.s3.endpoint", relay.url().toString()).start()) {
          relay.cut(1 + random.nextInt(calls), moment, run::kill);
          run.await();
        }
        calls = Math.max(calls, relay.changes());
      }
    }
    job.set("camus.s3.endpoint", server.url().toString());
    Outcome last = job.runUntilDone(3);
    assertThat(last.exit()).as("seed %d: %s", SEED, last).isZero();
    requireExact(job);
    assertThat(left("base/runs")).isZero();
  }

  /** The client repeats what the store refuses, and what it may have done. */
  @ParameterizedTest
  @EnumSource(Moment.class)
  void aStoreThatFailsAndBreaksConnectionsAtEveryFifthCallChangesNothing(
      Moment moment, Cluster cluster) throws Exception {
    Job job = backlog(job(cluster), cluster);
    try (CuttingRelay relay = CuttingRelay.to(server.url())) {
      relay.disturbEvery(FIFTH, moment, List.of(Ending.values()));
      Outcome outcome = job.set("camus.s3.endpoint", relay.url().toString()).run();
      assertThat(outcome.exit()).as(outcome.toString()).isZero();
      assertThat(outcome.messages()).isEqualTo(2 * MESSAGES);
      assertThat(relay.disturbed()).isGreaterThan(30);
    }
    job.set("camus.s3.endpoint", server.url().toString());
    requireExact(job);
  }
}
