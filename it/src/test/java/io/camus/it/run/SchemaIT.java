package io.camus.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Form;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Events;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
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
