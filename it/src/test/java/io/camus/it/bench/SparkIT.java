package io.camus.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.it.check.Form;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Events;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Spark reads what runs have written, by the schema of {@code camus schema}. Maven fetches Spark,
 * 300 MB, when this runs for the first time: {@code ./mvnw -Ppeers -pl it -am verify}.
 */
@Tag("peers")
@ExtendWith(SharedCluster.class)
@Timeout(value = 40, unit = TimeUnit.MINUTES)
class SparkIT {
  private static final int FIRST = 4_000;
  private static final int ALL = 8_000;

  @TempDir Path folder;
  private Job job;
  private String topic;

  /** Two hours of the first schema, then one of the second, which has a field more. */
  @BeforeEach
  void moveTwoSchemas(Cluster cluster) throws Exception {
    topic = cluster.topic("spark", 2);
    job = new Job(cluster, folder).topic(topic, Form.AVRO);
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 2, Events.FIRST, 0, FIRST);
      sender.avro(topic, 2, Events.SECOND, FIRST, ALL);
    }
  }

  private void run() throws Exception {
    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
  }

  private List<JsonNode> read(String recursive) throws Exception {
    Path schema = folder.resolve("events.avsc");
    Outcome written = job.command("schema", topic, "--all", "--output", schema.toString());
    assertThat(written.exit()).as(written.toString()).isZero();
    Path lib =
        new PeerLibraries(Path.of("peers").toAbsolutePath(), System.out::println).of("spark");
    Path rows = folder.resolve("rows.json");
    Path log = folder.resolve("spark.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1g");
    command.addAll(Peer.named("spark", "", lib).flags());
    command.addAll(
        List.of(
            "-cp",
            lib + "/*",
            "Read",
            job.destination().resolve(topic).toString(),
            schema.toString(),
            recursive,
            rows.toString()));
    Process spark =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(spark.waitFor()).as(Files.readString(log)).isZero();
    List<JsonNode> read = new ArrayList<>();
    for (String row : Files.readAllLines(rows)) {
      read.add(new ObjectMapper().readTree(row));
    }
    return read;
  }

  private static void assertThatAllAreThereOnce(List<JsonNode> rows) {
    assertThat(rows).extracting(row -> row.path("n").intValue()).doesNotHaveDuplicates();
    assertThat(rows)
        .hasSize(ALL)
        .allSatisfy(
            row -> {
              int n = row.path("n").intValue();
              assertThat(row.path("text").textValue()).isEqualTo("event " + n);
              assertThat(row.path("timestamp").longValue())
                  .isEqualTo(Sender.timeOf(n).toEpochMilli());
              assertThat(row.path("extra").textValue()).isEqualTo(n < FIRST ? "none" : "x" + n % 7);
            });
  }

  @Test
  void filesOfAllSchemasAreReadByOne() throws Exception {
    run();

    assertThatAllAreThereOnce(read("true"));
  }

  @Test
  void directoriesOfTheHivePartitionerAreColumns() throws Exception {
    job.set("etl.partitioner.class", "hive");
    run();

    List<JsonNode> rows = read("false");
    assertThatAllAreThereOnce(rows);
    assertThat(rows)
        .allSatisfy(
            row -> {
              int hour = 10 + row.path("n").intValue() / 3_600;
              assertThat(row.path("dt").textValue()).isEqualTo("2026-03-10");
              assertThat(row.path("hour").asInt()).isEqualTo(hour);
            });
  }
}
