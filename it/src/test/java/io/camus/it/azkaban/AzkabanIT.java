package io.camus.it.azkaban;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.it.check.Comparison;
import io.camus.it.check.Form;
import io.camus.it.fixture.Await;
import io.camus.it.fixture.Base;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that an Azkaban server launches, by all job types that fit. */
@ExtendWith(SharedCluster.class)
@Timeout(300)
class AzkabanIT {
  private static final int PARTITIONS = 4;
  private static final int MESSAGES = 100;
  private static final int MANY = 6_000;
  private static final int SLOW_BYTES_PER_SECOND = 20_000;
  private static final Duration AZKABANS_PATIENCE = Duration.ofSeconds(30);

  @TempDir private static Path server;
  private static AzkabanServer azkaban;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    azkaban = AzkabanServer.start(server, List.of());
  }

  @AfterAll
  static void close() throws IOException {
    azkaban.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"command", "javaprocess", "java", "hadoopJava"})
  void aRunOfEachTypeTellsTheJobAfterItWhatMovedOrItsLogWhatIsWrong(String type, Cluster cluster)
      throws Exception {
    String topic = cluster.topic("azkaban", PARTITIONS);
    Job job = new Job(cluster, folder).topic(topic, Form.AVRO);
    send(cluster, topic, MESSAGES);
    Path project =
        type.equals("command")
            ? Upload.ofComplete(folder, job)
            : Upload.ofInstalled(folder, job, type);

    AzkabanJob run = azkaban.job(project, "camus", Map.of("hive.home", "/opt/hive"));
    Map<String, String> result = run.call();

    assertThat(result)
        .containsEntry("camus.result.exit.state", "ok")
        .containsEntry("camus.result.messages", Integer.toString(MESSAGES))
        .containsEntry("camus.result.topics", topic)
        .containsEntry("camus.result.topics.unfinished", "")
        .containsEntry("camus.result.topic." + topic + ".messages", Integer.toString(MESSAGES));
    assertThat(job.compare().isClean()).isTrue();
    assertThat(run.log().lines())
        .anySatisfy(line -> assertThat(line).matches(".* INFO - OK: 100 messages committed in .*"))
        .anySatisfy(line -> assertThat(line).contains(" INFO - pull     run "));

    AzkabanJob report = azkaban.job(project, "report", result);
    report.call();
    assertThat(report.log())
        .contains(
            String.format(
                Locale.ROOT,
                "run %s: 100 messages of [%s]",
                result.get("camus.result.run"),
                topic));

    List<String> before = job.everything();
    AzkabanJob wrong = azkaban.job(project, "camus", Map.of("hadoop-conf.etl.deflate.levl", "9"));
    assertThatThrownBy(wrong::call).isInstanceOf(Exception.class);
    assertThat(wrong.log())
        .contains(
            "hadoop-conf.etl.deflate.levl is not a key of Camus; did you mean etl.deflate.level?");
    assertThat(job.everything()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"command", "hadoopJava"})
  void aCancelledRunStopsInTimeAndItsRetryFinishes(String type, Cluster cluster) throws Exception {
    String topic = cluster.topic("azkaban-slow", PARTITIONS);
    String client = cluster.name("slow");
    Job job =
        new Job(cluster, folder)
            .topic(topic, Form.AVRO)
            .set("kafka.client.name", client)
            .set("kafka.consumer.max.partition.fetch.bytes", "10000");
    send(cluster, topic, MANY);
    Path project = Upload.ofInstalled(folder, job, type);
    cluster.throttle(client, SLOW_BYTES_PER_SECOND);
    AzkabanJob run = azkaban.job(project, "camus", Map.of());
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      Future<Map<String, String>> result = executor.submit(run);
      Await.until(
          "a run pulls, or has failed",
          Duration.ofMinutes(1),
          () -> job.pulls() || result.isDone());
      assertThat(result.isDone()).as(run.log()).isFalse();
      long begin = System.nanoTime();
      run.cancel();
      assertThatThrownBy(() -> result.get(1, TimeUnit.MINUTES)).as(run.log()).isNotNull();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(AZKABANS_PATIENCE);
    } finally {
      executor.shutdownNow();
    }
    assertThat(run.log())
        .containsPattern("stopped by SIGTERM|interrupted")
        .doesNotContain("Killing with KILL signal");
    assertThat(new Base(job.base()).openRun()).as("the run has closed itself").isEmpty();

    cluster.throttle(client, Integer.MAX_VALUE);
    assertThat(azkaban.job(project, "camus", Map.of()).call())
        .containsEntry("camus.result.lag", "0");
    Comparison.Result compared = job.compare();
    assertThat(compared.isClean()).as(compared.toString()).isTrue();
  }

  @Test
  void patternsAndReferencesToSecretsComeThroughAsTheGuideSays() throws Exception {
    for (String value :
        List.of("logs[.]web,clicks.*", "(^a$|^b$)", "(?:a|b)-[0-9]{2}", "${env:PASSWORD}")) {
      assertThat(azkaban.resolved(value)).isEqualTo(value);
    }
    assertThat(azkaban.resolved("x$(1+1)y")).isEqualTo("x2y");
    assertThatThrownBy(() -> azkaban.resolved("a.b$(?:c)"))
        .cause()
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> azkaban.resolved("${undefined}")).isNotNull();
  }

  private static void send(Cluster cluster, String topic, int messages) {
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, PARTITIONS, 0, messages);
    }
  }
}
