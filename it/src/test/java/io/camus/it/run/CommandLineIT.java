package io.camus.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Form;
import io.camus.it.fixture.CamusProcess;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedCluster.class)
@Timeout(300)
class CommandLineIT {
  @TempDir Path folder;

  @Test
  void aPropertyOfTheCommandLineWinsWhereverItStands(Cluster cluster) throws Exception {
    String topic = cluster.topic("precedence", 1);
    Job job = new Job(cluster, folder).topic(topic, Form.AVRO).set("etl.output.codec", "deflate");
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 1, 0, 100);
    }
    Outcome outcome =
        CamusProcess.run(
            folder, "run", "-D", "etl.output.codec=snappy", "-P", job.properties().toString());
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    try (DataFileReader<Object> reader =
        new DataFileReader<>(job.files(topic).get(0).toFile(), new GenericDatumReader<>())) {
      assertThat(reader.getMetaString("avro.codec")).isEqualTo("snappy");
    }
    assertThat(outcome.stdout()).contains(topic).contains("100");
  }

  @Test
  void classesOfTheFirstRunAreReadFromAnArchiveThatTheSecondOneMakes(Cluster cluster)
      throws Exception {
    String topic = cluster.topic("archived", 1);
    Job job = new Job(cluster, folder).topic(topic, Form.AVRO);
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 1, 0, 100);
    }
    List<String> run = List.of("run", "-P", job.properties().toString());
    Map<String, String> environment =
        Map.of(
            "CAMUS_CLASS_DATA", folder.resolve("cds").toString(), "CAMUS_OPTS", "-Xlog:class+load");
    for (String source : List.of("file:", "shared objects file")) {
      try (CamusProcess process = CamusProcess.start(folder, run, environment)) {
        Outcome outcome = process.await();
        assertThat(outcome.exit()).as(outcome.toString()).isZero();
        assertThat(outcome.stdout())
            .containsPattern("io[.]camus[.]wiring[.]Wiring source: " + source);
        assertThat(outcome.stdout()).contains("OK: ");
      }
    }
  }

  @Test
  void aPlanTouchesNothing(Cluster cluster) throws Exception {
    String topic = cluster.topic("planned", 2);
    Job job = new Job(cluster, folder).topic(topic, Form.AVRO);
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 2, 0, 100);
    }
    List<String> before = job.everything();
    Outcome plan = CamusProcess.run(folder, "plan", "-P", job.properties().toString());
    assertThat(plan.exit()).as(plan.toString()).isZero();
    assertThat(plan.stdout()).contains(topic);
    assertThat(job.everything()).isEqualTo(before);
    assertThat(job.run().exit()).isZero();
    before = job.everything();
    assertThat(CamusProcess.run(folder, "plan", "-P", job.properties().toString()).exit()).isZero();
    assertThat(job.everything()).isEqualTo(before);
  }

  @Test
  void anUnknownKeyIsRefusedWithTheNearestName(Cluster cluster) throws Exception {
    Job job =
        new Job(cluster, folder).topic("any", Form.AVRO).set("etl.destination.pth", "/somewhere");
    Outcome outcome = job.run();
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.stderr()).contains("etl.destination.pth").contains("etl.destination.path");
  }

  @Test
  void azkabansPrefixIsUnderstood(Cluster cluster) throws Exception {
    String topic = cluster.topic("prefixed", 1);
    Job job =
        new Job(cluster, folder).topic(topic, Form.AVRO).set("hadoop-conf.kafka.max.pull.hrs", "6");
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 1, 0, 100);
    }
    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.messages()).isEqualTo(100);
  }

  @Test
  void aSecretIsNeverShown(Cluster cluster) throws Exception {
    Job job =
        new Job(cluster, folder)
            .topic("any", Form.AVRO)
            .set("kafka.security.protocol", "SASL_PLAINTEXT")
            .set("kafka.sasl.mechanism", "PLAIN")
            .set("kafka.consumer.request.timeout.ms", "not a number")
            .set(
                "kafka.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required"
                    + " username=\"u\" password=\"hunter2\";");
    Outcome outcome = job.run("-v");
    assertThat(outcome.exit()).isNotZero();
    assertThat(outcome.stdout() + outcome.stderr()).doesNotContain("hunter2");
  }
}
