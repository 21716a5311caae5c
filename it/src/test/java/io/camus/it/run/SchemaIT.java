package io.camus.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Form;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Events;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code camus schema}: the schemas of real files, without the registry. */
@ExtendWith(SharedCluster.class)
@Timeout(300)
class SchemaIT {
  /** A number that was a text before. */
  private static final Schema OTHER =
      SchemaBuilder.record("Event")
          .namespace("test")
          .fields()
          .requiredLong("timestamp")
          .requiredInt("n")
          .requiredLong("text")
          .endRecord();

  @TempDir Path folder;

  @Test
  void itIsTheNewestOrOneThatReadsAllFiles(Cluster cluster) throws Exception {
    String topic = cluster.topic("schemas", 2);
    Job job = new Job(cluster, folder).topic(topic, Form.AVRO);
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 2, Events.FIRST, 0, 50);
      assertThat(job.run().exit()).isZero();
      sender.avro(topic, 2, Events.SECOND, 50, 100);
      assertThat(job.run().exit()).isZero();
    }
    job.set("etl.schema.registry.url", "http://127.0.0.1:1");

    Outcome newest = job.command("schema", topic);
    assertThat(newest.exit()).as(newest.toString()).isZero();
    assertThat(new Schema.Parser().parse(newest.stdout())).isEqualTo(Events.SECOND);
    assertThat(newest.stderr()).contains("OK: the newest of 2 schemas of " + topic);

    Path file = folder.resolve("events.avsc");
    Outcome all = job.command("schema", topic, "--all", "--output", file.toString());
    assertThat(all.exit()).as(all.toString()).isZero();
    Schema reader = new Schema.Parser().parse(Files.readString(file));
    Set<Integer> read = new TreeSet<>();
    for (Path data : job.files(topic)) {
      try (DataFileReader<GenericRecord> records =
          new DataFileReader<>(data.toFile(), new GenericDatumReader<>(null, reader))) {
        for (GenericRecord record : records) {
          int n = (int) record.get("n");
          read.add(n);
          assertThat(record.get("extra").toString()).isEqualTo(n < 50 ? "none" : "x" + n % 7);
        }
      }
    }
    assertThat(read).hasSize(100);
  }

  @Test
  void anIncompatibleVersionStopsItsTopicBeforeThePull(Cluster cluster) throws Exception {
    String topic = cluster.topic("checked", 1);
    String fine = cluster.topic("fine", 1);
    Job job =
        new Job(cluster, folder)
            .topic(topic, Form.AVRO)
            .topic(fine, Form.AVRO)
            .set("camus.schema.compatibility", "backward");
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 1, Events.FIRST, 0, 5);
      sender.avro(fine, 1, Events.FIRST, 0, 5);
      assertThat(job.run().exit()).isZero();

      int id = cluster.registry().register(topic + "-value", OTHER.toString());
      for (int n = 5; n < 10; n++) {
        sender.value(topic, 0, Sender.timeOf(n), Events.numbers(OTHER, id, Sender.timeOf(n), n));
      }
      sender.avro(fine, 1, Events.SECOND, 5, 8);

      Outcome stopped = job.run();
      assertThat(stopped.exit()).as(stopped.toString()).isEqualTo(4);
      assertThat(stopped.messages()).as(stopped.toString()).isEqualTo(3);
      assertThat(stopped.stdout().replaceAll("\\s+", " "))
          .contains(
              "its newest schema is not backward compatible with version 1 of its files",
              "field text is long, not string",
              "camus.schema.compatibility." + topic + " = none");
      assertThat(job.command("config").exit()).isEqualTo(4);
      Outcome silent = job.registry(URI.create("http://127.0.0.1:1")).run();
      assertThat(silent.exit()).as(silent.toString()).isEqualTo(3);
      assertThat(silent.stdout()).contains("http://127.0.0.1:1");

      job.registry(cluster.registry().url()).set("camus.schema.compatibility." + topic, "none");
      Outcome accepted = job.run();
      assertThat(accepted.exit()).as(accepted.toString()).isZero();
      assertThat(accepted.messages()).isEqualTo(5);
      job.without("camus.schema.compatibility." + topic);
      sender.value(topic, 0, Sender.timeOf(10), Events.numbers(OTHER, id, Sender.timeOf(10), 10));
      sender.flush();
      Outcome again = job.run();
      assertThat(again.exit()).as(again.toString()).isZero();
      assertThat(again.messages()).isEqualTo(1);
    }

    Outcome listed = job.command("schemas", topic, fine);
    assertThat(listed.exit()).as(listed.toString()).isZero();
    assertThat(listed.stdout())
        .contains(
            topic + ": 2 versions in ",
            "field text changed from string to long",
            "field text is long, not string",
            "its newest schema is version 2",
            fine + ": 2 versions in 2 files",
            "field extra added: string, default \"none\"");
    Outcome json = job.command("schemas", topic, "--json");
    assertThat(json.stdout()).contains("\"compatibility\":\"none\"", "\"records\":6");
  }

  @Test
  void aBacklogOfAnIncompatibleVersionIsNotPulled(Cluster cluster) throws Exception {
    String topic = cluster.topic("backlog", 1);
    Job job =
        new Job(cluster, folder)
            .topic(topic, Form.AVRO)
            .set("camus.schema.compatibility." + topic, "full");
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 1, Events.FIRST, 0, 5);
      sender.avro(topic, 1, Events.SECOND, 5, 8);
      int id = cluster.registry().register("other-value", OTHER.toString());
      sender.value(topic, 0, Sender.timeOf(8), Events.numbers(OTHER, id, Sender.timeOf(8), 8));
      sender.avro(topic, 1, Events.SECOND, 9, 12);
    }

    Outcome stopped = job.run();
    assertThat(stopped.exit()).as(stopped.toString()).isEqualTo(4);
    assertThat(stopped.messages()).as(stopped.toString()).isEqualTo(8);
    assertThat(stopped.stdout().replaceAll("\\s+", " "))
        .contains(topic + "-0@8", "field text is string, not long");
    Outcome accepted = job.set("camus.schema.compatibility." + topic, "none").run();
    assertThat(accepted.exit()).as(accepted.toString()).isZero();
    assertThat(accepted.messages()).isEqualTo(4);
    assertThat(job.verify().exit()).isZero();
  }

  @Test
  void schemasThatNoSchemaReadsAreRefusedInWords(Cluster cluster) throws Exception {
    String topic = cluster.topic("schemas", 1);
    Job job = new Job(cluster, folder).topic(topic, Form.AVRO);
    // Registries refuse such a change; a topic without their rules may have it.
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 1, Events.FIRST, 0, 5);
      assertThat(job.run().exit()).isZero();
      int id = cluster.registry().register("other-value", OTHER.toString());
      for (int n = 5; n < 10; n++) {
        sender.value(topic, 0, Sender.timeOf(n), Events.numbers(OTHER, id, Sender.timeOf(n), n));
      }
      sender.flush();
      assertThat(job.run().exit()).isZero();
    }

    Outcome refused = job.command("schema", topic, "--all");
    assertThat(refused.exit()).as(refused.toString()).isEqualTo(2);
    assertThat(refused.stderr())
        .contains(
            "no schema can read all files of " + topic,
            "field text is long in newer files and string in",
            job.destination().toString());
    assertThat(refused.stdout()).isEmpty();
  }
}
