package io.camus.it.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.camus.it.check.Form;
import io.camus.it.fixture.CamusProcess;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Events;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.hadoop.HadoopCatalog;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Iceberg tables in a catalog on the local file system, read by Iceberg's own reader. */
@ExtendWith(SharedCluster.class)
@Timeout(300)
class TablesIT {
  private static final int MESSAGES = 1_000;

  @TempDir Path folder;
  private Cluster cluster;
  private Job job;
  private String topic;

  @BeforeEach
  void makeJob(Cluster shared) {
    cluster = shared;
    topic = cluster.topic("tabled", 2);
    job =
        new Job(cluster, folder)
            .topic(topic, Form.AVRO)
            .set("camus.table." + topic, "lake.events")
            .set("camus.table.create", "true")
            .set("camus.catalog.type", "hadoop")
            .set("camus.catalog.warehouse", warehouse().toString());
  }

  private Path warehouse() {
    return folder.resolve("warehouse");
  }

  private Table table() {
    return new HadoopCatalog(new Configuration(), warehouse().toString())
        .loadTable(TableIdentifier.of("lake", "events"));
  }

  private void produce(int from, int to) {
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 2, from, to);
    }
  }

  private void runWell() throws Exception {
    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
  }

  /** Each message is in the table once, with its place in Kafka. */
  private void requireExact(int messages) throws IOException {
    Set<Integer> numbers = new HashSet<>();
    Set<String> places = new HashSet<>();
    long rows = 0;
    try (CloseableIterable<Record> records = IcebergGenerics.read(table()).build()) {
      for (Record record : records) {
        rows++;
        numbers.add((Integer) record.getField("n"));
        places.add(record.getField("_kafka_partition") + " " + record.getField("_kafka_offset"));
      }
    }
    assertThat(rows).isEqualTo(messages);
    assertThat(places).hasSize(messages);
    assertThat(numbers.stream().mapToLong(it -> it).sum())
        .isEqualTo(LongStream.range(0, messages).sum());
  }

  private JsonNode status() throws Exception {
    return job.command("tables", "status", topic, "--json").json().path("tables").path(0);
  }

  @Test
  void theTableIsCorrectWhenEachRunEnds() throws Exception {
    produce(0, MESSAGES);
    Outcome config = job.command("config");
    assertThat(config.exit()).as(config.toString()).isZero();
    assertThat(warehouse().resolve("lake/events")).doesNotExist();
    runWell();
    requireExact(MESSAGES);

    produce(MESSAGES, 2 * MESSAGES);
    runWell();
    runWell(); // Nothing to pull.
    requireExact(2 * MESSAGES);
    assertThat(table().snapshots()).hasSize(2);

    // Hours are partitions: a filter reads only the files of its hour.
    long first = Events.START.toEpochMilli() * 1000;
    try (var hour =
        table()
            .newScan()
            .filter(
                Expressions.and(
                    Expressions.greaterThanOrEqual("_kafka_event_time", first),
                    Expressions.lessThan("_kafka_event_time", first + 3_600_000_000L)))
            .planFiles()) {
      assertThat(hour).isNotEmpty().allMatch(it -> it.residual().equals(Expressions.alwaysTrue()));
    }

    assertThat(status().path("state").asText()).isEqualTo("complete");
    assertThat(status().path("present").path("records").asLong()).isEqualTo(2L * MESSAGES);
    Outcome verified = job.verify();
    assertThat(verified.exit()).as(verified.toString()).isZero();
    assertThat(verified.stdout()).contains("lake.events");
  }

  @Test
  void aCatalogThatIsDownDelaysTheTableOnly() throws Exception {
    produce(0, MESSAGES);
    runWell();
    produce(MESSAGES, 2 * MESSAGES);
    job.set("camus.catalog.type", "rest").set("camus.catalog.uri", "http://127.0.0.1:1");

    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(3);
    assertThat(outcome.messages()).isEqualTo(MESSAGES);
    assertThat(outcome.problems("outside").toString()).contains("lake.events");

    job.set("camus.catalog.type", "hadoop").without("camus.catalog.uri");
    runWell();
    requireExact(2 * MESSAGES);
  }

  @Test
  void aRunThatIsKilledLeavesATableThatTheNextOneCompletes() throws Exception {
    int sent = 0;
    for (int kill = 0; kill < 3; kill++) {
      produce(sent, sent + MESSAGES);
      sent += MESSAGES;
      try (CamusProcess run = job.start()) {
        boolean unused = run.endsWithin(Duration.ofMillis(2_500 + 700L * kill));
        run.kill();
      }
    }
    Outcome outcome = job.runUntilDone(5);
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    requireExact(sent);
    assertThat(status().path("state").asText()).isEqualTo("complete");
  }

  @Test
  void theTableFollowsTheSchemaIfItMay() throws Exception {
    produce(0, MESSAGES);
    runWell();
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 2, Events.SECOND, MESSAGES, 2 * MESSAGES);
    }
    Outcome refused = job.run();
    assertThat(refused.exit()).as(refused.toString()).isEqualTo(4);
    assertThat(refused.problems("data").toString()).contains("extra", "camus.table.evolve");

    job.set("camus.table.evolve", "true");
    runWell();
    requireExact(2 * MESSAGES);
    try (CloseableIterable<Record> records =
        IcebergGenerics.read(table()).where(Expressions.isNull("extra")).build()) {
      assertThat(records).hasSize(MESSAGES);
    }
  }

  @Test
  void aDroppedTableIsMadeAgainFromItsFiles() throws Exception {
    produce(0, MESSAGES);
    runWell();
    new HadoopCatalog(new Configuration(), warehouse().toString())
        .dropTable(TableIdentifier.of("lake", "events"), false);
    produce(MESSAGES, 2 * MESSAGES);
    Outcome refused = job.run();
    assertThat(refused.exit()).as(refused.toString()).isEqualTo(4);
    assertThat(refused.problems("data").toString()).contains("camus tables rebuild");

    Outcome rebuilt = job.command("tables", "rebuild", topic);
    assertThat(rebuilt.exit()).as(rebuilt.toString()).isZero();
    runWell();
    requireExact(2 * MESSAGES);
  }

  @Test
  void filesFromBeforeTheTableAreAdopted() throws Exception {
    job.without("camus.table." + topic).set("camus.output.format", "parquet");
    produce(0, MESSAGES);
    runWell();
    job.set("camus.table." + topic, "lake.events");

    Outcome adopted = job.command("tables", "adopt", topic);
    assertThat(adopted.exit()).as(adopted.toString()).isZero();
    produce(MESSAGES, 2 * MESSAGES);
    runWell();
    try (CloseableIterable<Record> records = IcebergGenerics.read(table()).build()) {
      assertThat(records).hasSize(2 * MESSAGES);
    }
    assertThat(status().path("state").asText()).isEqualTo("complete");
    assertThat(job.command("tables", "adopt", topic).stdout()).contains("nothing was missing");
  }

  @Test
  void otherFormatsAreInTablesToo() throws Exception {
    produce(0, 10);
    for (Map.Entry<String, String> format :
        List.of(Map.entry("avro", "lake.a"), Map.entry("orc", "lake.o"))) {
      String other = cluster.topic("tabled-" + format.getKey(), 1);
      try (Sender sender = new Sender(cluster)) {
        sender.avro(other, 1, 0, 100);
      }
      job.topic(other, Form.AVRO)
          .set("camus.table." + other, format.getValue())
          .set("camus.output.format." + other, format.getKey());
    }
    runWell();
    for (String name : List.of("a", "o")) {
      Table table =
          new HadoopCatalog(new Configuration(), warehouse().toString())
              .loadTable(TableIdentifier.of("lake", name));
      try (CloseableIterable<Record> records = IcebergGenerics.read(table).build()) {
        assertThat(records).as(name).hasSize(100);
      }
    }
  }
}
