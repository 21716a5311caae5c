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
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Spark reads the tables of runs with SQL, travels to the end of a run, and maintains the table
 * between runs. Maven fetches Spark, 300 MB: {@code ./mvnw -Ppeers -pl it -am verify}.
 */
@Tag("peers")
@ExtendWith(SharedCluster.class)
@Timeout(value = 40, unit = TimeUnit.MINUTES)
class SparkTablesIT {
  private static final int MESSAGES = 2_000;
  private static final String SUM = "SELECT count(*) AS rows, sum(n) AS sum FROM local.db.events";

  @TempDir Path folder;

  private List<JsonNode> sql(String... statements) throws Exception {
    Path lib =
        new PeerLibraries(Path.of("peers").toAbsolutePath(), System.out::println)
            .of("spark-tables");
    Path input = folder.resolve("statements.sql");
    Path output = folder.resolve("rows.json");
    Path log = folder.resolve("spark.log");
    Files.write(input, List.of(statements));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1g");
    command.addAll(Peer.named("spark", "", lib).flags());
    command.addAll(
        List.of(
            "-cp",
            lib + "/*",
            "Sql",
            folder.resolve("warehouse").toString(),
            input.toString(),
            output.toString()));
    Process spark =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(spark.waitFor()).as(Files.readString(log)).isZero();
    List<JsonNode> rows = new ArrayList<>();
    for (String row : Files.readAllLines(output)) {
      rows.add(new ObjectMapper().readTree(row));
    }
    return rows;
  }

  private static void requireSum(JsonNode row, int messages) {
    assertThat(row.path("rows").asInt()).isEqualTo(messages);
    assertThat(row.path("sum").asLong()).isEqualTo(LongStream.range(0, messages).sum());
  }

  @Test
  void tablesAreReadAndMaintainedBetweenRuns(Cluster cluster) throws Exception {
    String topic = cluster.topic("spark-table", 2);
    Job job =
        new Job(cluster, folder)
            .topic(topic, Form.AVRO)
            .set("camus.table." + topic, "db.events")
            .set("camus.table.create", "true")
            .set("camus.table.evolve", "true")
            .set("camus.catalog.type", "hadoop")
            .set("camus.catalog.warehouse", folder.resolve("warehouse").toString());
    for (int run = 0; run < 3; run++) {
      try (Sender sender = new Sender(cluster)) {
        sender.avro(
            topic,
            2,
            run == 0 ? Events.FIRST : Events.SECOND,
            run * MESSAGES,
            (run + 1) * MESSAGES);
      }
      Outcome outcome = job.run();
      assertThat(outcome.exit()).as(outcome.toString()).isZero();
      if (run == 0) {
        requireSum(sql(SUM).get(0), MESSAGES);
      } else if (run == 1) {
        List<JsonNode> rows =
            sql(
                SUM,
                "SELECT snapshot_id AS id FROM local.db.events.snapshots ORDER BY committed_at",
                "SELECT count(*) AS rows FROM local.db.events WHERE extra IS NULL",
                "SELECT count(*) AS rows FROM local.db.events WHERE _kafka_event_time >="
                    + " timestamp'2026-03-10 10:00:00' AND _kafka_event_time <"
                    + " timestamp'2026-03-10 11:00:00'");
        requireSum(rows.get(0), 2 * MESSAGES);
        assertThat(rows.get(3).path("rows").asInt()).isEqualTo(MESSAGES);
        assertThat(rows.get(4).path("rows").asInt()).isPositive();
        requireSum(sql(SUM + " VERSION AS OF " + rows.get(1).path("id").asLong()).get(0), MESSAGES);
        List<JsonNode> maintained =
            sql(
                "CALL local.system.rewrite_data_files(table => 'db.events', options =>"
                    + " map('rewrite-all', 'true'))",
                "CALL local.system.expire_snapshots(table => 'db.events', older_than =>"
                    + " timestamp'2100-01-01 00:00:00', retain_last => 1)");
        assertThat(maintained.get(0).path("rewritten_data_files_count").asInt()).isPositive();
        assertThat(maintained.get(1).path("deleted_data_files_count").asInt()).isPositive();
      }
    }
    requireSum(sql(SUM).get(0), 3 * MESSAGES);
    JsonNode table = job.command("tables", "--json").json().path("tables").path(0);
    assertThat(table.path("state").asText()).as(table.toString()).isEqualTo("rewritten");
    Outcome verified = job.command("verify");
    assertThat(verified.exit()).as(verified.toString()).isZero();
  }
}
