package io.camus.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Form;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Events;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The registry of the original, a real one, with the original's name for it. */
@ExtendWith({SharedCluster.class, SharedSchemaRepo.class})
@Timeout(300)
class SchemaRepoIT {
  private static final Schema OTHER =
      SchemaBuilder.record("Other")
          .fields()
          .requiredString("text")
          .requiredLong("timestamp")
          .requiredInt("n")
          .endRecord();

  @TempDir private Path folder;

  @Test
  void topicsWithTheSameIdsForOtherSchemasMoveOnceAndCountsArePosted(
      Cluster cluster, DevSchemaRepo server) throws Exception {
    SchemaRepoClient producer = new SchemaRepoClient(server.url());
    String first = cluster.topic("repo-first", 2);
    String second = cluster.topic("repo-second", 2);
    String audit = cluster.topic("Audit", 1);
    assertThat(producer.register(first, Events.FIRST)).isZero();
    assertThat(producer.register(first, Events.SECOND)).isEqualTo(1);
    assertThat(producer.register(second, OTHER)).isZero();
    try (Sender sender = new Sender(cluster)) {
      sender.avro(first, 2, Events.FIRST, 0, 0, 500);
      sender.avro(first, 2, Events.SECOND, 1, 500, 800);
      sender.avro(second, 2, OTHER, 0, 0, 300);
      sender.value(second, 0, Events.START, Events.avro(OTHER, 1, Events.START, 300));
      sender.flush();
    }
    Job job =
        new Job(cluster, folder)
            .topic(first, Form.AVRO)
            .topic(second, Form.AVRO)
            .set("etl.schema.registry.url", server.url().toString())
            .set(
                "kafka.message.coder.schema.registry.class",
                "com.linkedin.camus.schemaregistry.AvroRestSchemaRegistry")
            .set("etl.max.percent.skipped.schemanotfound", "1")
            .set("etl.run.tracking.post", "true")
            .set("kafka.monitor.tier", "test")
            .set("camus.audit.topic", audit);

    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.messages()).isEqualTo(1_100);
    assertThat(outcome.rejected()).as("records with an id of the other topic").isEqualTo(1);
    assertThat(outcome.rejections())
        .anyMatch(
            text ->
                text.contains("schema id 1 is not in the schema repository's subject " + second));
    assertThat(job.schemas(id -> producer.schema(first, id)).compare(first).isClean()).isTrue();
    assertThat(job.schemas(id -> producer.schema(second, id)).compare(second).isClean()).isTrue();
    assertThat(producer.schema(audit, 0))
        .hasValueSatisfying(
            schema -> assertThat(schema.getName()).isEqualTo("TrackingMonitoringEvent"));
    Outcome verified = job.verify();
    assertThat(verified.exit()).as(verified.toString()).isZero();
  }
}
