package io.camus.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.it.check.Comparison;
import io.camus.it.check.DataFiles;
import io.camus.it.check.Form;
import io.camus.it.fixture.Await;
import io.camus.it.fixture.CamusProcess;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The verbs for the person on call: recover, history, offsets. */
@ExtendWith(SharedCluster.class)
@Timeout(300)
class UpkeepIT {
  private static final String TWENTY_YEARS_MILLIS = "630720000000";

  @TempDir Path folder;

  private Outcome camus(Job job, String verb, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(verb, "-P", job.properties().toString()));
    arguments.addAll(List.of(more));
    return CamusProcess.run(folder, arguments.toArray(String[]::new));
  }

  private static JsonNode partition(Outcome outcome, String topic, int partition) {
    for (JsonNode node : outcome.json().path("partitions")) {
      if (node.path("topic").asText().equals(topic)
          && node.path("partition").asInt() == partition) {
        return node;
      }
    }
    throw new AssertionError("no " + topic + "-" + partition + ": " + outcome);
  }

  @Test
  void aKilledRunIsShownThenRecoveredThenRemembered(Cluster cluster) throws Exception {
    String topic = cluster.topic("recovered", 8);
    Job job =
        new Job(cluster, folder)
            .topic(topic, Form.JSON)
            .set("mapred.map.tasks", "8")
            .set("camus.split.min.bytes", "1")
            .set("camus.local.map.slots", "1");
    try (Sender sender = new Sender(cluster)) {
      sender.json(topic, 8, 0, 160_000);
    }
    try (CamusProcess run = job.start()) {
      Await.until("a task has finished", Duration.ofSeconds(60), () -> hasManifest(job.base()));
      run.kill();
      run.endsWithin(Duration.ofSeconds(10));
    }
    List<String> before = job.everything();
    Outcome shown = camus(job, "recover", "--dry-run", "--json");
    assertThat(shown.exit()).as(shown.toString()).isZero();
    assertThat(job.everything()).isEqualTo(before);
    assertThat(shown.json().at("/openRuns/0/fate").asText()).isEqualTo("dead");
    String run = shown.json().at("/openRuns/0/run").asText();

    Outcome done = camus(job, "recover", "--json");
    assertThat(done.exit()).as(done.toString()).isZero();
    assertThat(done.json().path("openRuns")).isEqualTo(shown.json().path("openRuns"));
    assertThat(done.json().path("published")).isEqualTo(shown.json().path("published"));
    assertThat(done.json().path("cleaned")).isEqualTo(shown.json().path("cleaned"));
    long committed = done.json().at("/openRuns/0/adoption/committed/records").asLong();
    assertThat(committed).isPositive();
    assertThat(job.base().resolve("runs")).isEmptyDirectory();

    Outcome rest = job.run();
    assertThat(rest.exit()).as(rest.toString()).isZero();
    assertThat(rest.messages()).isEqualTo(160_000 - committed);
    Comparison.Result result = job.compare();
    assertThat(result.isClean()).as(result.toString()).isTrue();

    Outcome history = camus(job, "history", "--json");
    List<JsonNode> runs = new ArrayList<>();
    for (String line : history.stdout().lines().toList()) {
      runs.add(new ObjectMapper().readTree(line));
    }
    assertThat(runs).hasSize(2);
    assertThat(runs.get(0).path("verdict").asText()).isEqualTo("done");
    assertThat(runs.get(1).path("run").asText()).isEqualTo(run);
    assertThat(runs.get(1).path("verdict").asText()).isEqualTo("adopted");
    assertThat(runs.get(1).path("messages").asLong()).isEqualTo(committed);
  }

  private static boolean hasManifest(Path base) throws IOException {
    if (!Files.isDirectory(base.resolve("runs"))) {
      return false;
    }
    try (Stream<Path> paths = Files.find(base.resolve("runs"), 4, (path, it) -> true)) {
      return paths.anyMatch(
          path ->
              path.getParent().getFileName().toString().equals("tasks")
                  && path.toString().endsWith(".manifest"));
    }
  }

  @Test
  void positionsAreShownWithTheirLossAndSetAnew(Cluster cluster) throws Exception {
    String kept =
        cluster.createTopic(cluster.name("kept"), 2, Map.of("retention.ms", TWENTY_YEARS_MILLIS));
    String lost = cluster.topic("lost", 1);
    Job job =
        new Job(cluster, folder)
            .topic(kept, Form.JSON)
            .topic(lost, Form.JSON)
            .set("camus.output.files.per", "partition"); // So that names tell generations.
    try (Sender sender = new Sender(cluster)) {
      sender.json(kept, 2, 0, 200);
      sender.json(lost, 1, 0, 10);
      assertThat(job.run().exit()).isZero();
      sender.json(kept, 2, 200, 300);
      sender.json(lost, 1, 10, 20);
    }
    cluster.deleteRecords(lost, 0, 15);

    Outcome shown = camus(job, "offsets", "--json");
    assertThat(shown.exit()).as(shown.toString()).isEqualTo(4);
    assertThat(shown.json().at("/partitions/0/standing").asText()).isEqualTo("lost");
    assertThat(partition(shown, lost, 0).path("lost").asLong()).isEqualTo(5);
    JsonNode behind = partition(shown, kept, 0);
    assertThat(behind.path("position").asLong()).isEqualTo(100);
    assertThat(behind.path("lag").asLong()).isEqualTo(50);
    assertThat(behind.path("recordTime").asText()).isEqualTo(Sender.timeOf(200).toString());
    assertThat(behind.path("timeToLossIs").asText()).isEqualTo("by-time");
    assertThat(Duration.parse(behind.path("timeToLoss").asText()))
        .isGreaterThan(Duration.ofDays(365));

    List<String> before = job.everything();
    String time = Sender.timeOf(100).toString();
    assertThat(camus(job, "offsets", "--topic", kept, "--to", time).exit())
        .as("no terminal")
        .isEqualTo(2);
    Outcome dry = camus(job, "offsets", "--topic", kept, "--to", time, "--dry-run", "--json");
    assertThat(dry.exit()).as(dry.toString()).isZero();
    assertThat(dry.json().at("/changes/0/new").asLong()).isEqualTo(50);
    assertThat(dry.json().at("/changes/0/again").asLong()).isEqualTo(50);
    assertThat(job.everything()).isEqualTo(before);

    Outcome set = camus(job, "offsets", "--topic", kept, "--to", time, "--yes");
    assertThat(set.exit()).as(set.toString()).isZero();
    assertThat(set.stdout()).contains("pulled again: 100 offsets", "2 positions set");
    assertThat(camus(job, "offsets", "--topic", lost, "--to", "earliest", "--yes").exit()).isZero();
    Outcome again = job.run();
    assertThat(again.exit()).as(again.toString()).isZero();
    assertThat(again.messages()).isEqualTo(100 + 100 + 5);
    assertThat(job.files(kept)).anyMatch(file -> file.getFileName().toString().contains(".g1"));
    Outcome verified = camus(job, "verify", "--deep");
    assertThat(verified.exit()).as(verified.toString()).isZero();
  }

  @Test
  void aRangeOfTimeIsReplayedOnceAndProven(Cluster cluster) throws Exception {
    String topic = cluster.topic("replayed", 2);
    Job job = new Job(cluster, folder).topic(topic, Form.JSON);
    try (Sender sender = new Sender(cluster)) {
      sender.json(topic, 2, 0, 1_000);
    }
    assertThat(job.run().exit()).isZero();
    List<String> before = job.everything();
    Path again = folder.resolve("again");
    String[] replay = {
      "--replay",
      topic,
      Sender.timeOf(250).toString(),
      Sender.timeOf(750).toString(),
      "--destination",
      again.toString(),
      "--json"
    };

    Outcome first = camus(job, "offsets", replay);
    assertThat(first.exit()).as(first.toString()).isZero();
    assertThat(first.json().path("offsets").asLong()).isEqualTo(500);
    assertThat(first.json().path("missing").asLong()).isZero();
    assertThat(records(again, topic)).isEqualTo(500);

    List<String> proof = List.of(first.json().path("proof").asText().split(" "));
    List<String> deep = new ArrayList<>(proof.subList(1, proof.size()));
    deep.add("--deep");
    Outcome proven = CamusProcess.run(folder, deep.toArray(String[]::new));
    assertThat(proven.exit()).as(proven.toString()).isZero();
    assertThat(proven.stdout()).contains(topic);

    Outcome second = camus(job, "offsets", replay);
    assertThat(second.exit()).as(second.toString()).isZero();
    assertThat(second.json().at("/summary/topics")).isEmpty();
    assertThat(records(again, topic)).isEqualTo(500);
    assertThat(job.everything()).as("the main job").isEqualTo(before);
  }

  private static long records(Path destination, String topic) {
    return DataFiles.of(destination, topic).stream().mapToLong(DataFiles::records).sum();
  }
}
