package io.camus.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.camus.it.check.Form;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What waits behind an open transaction is told by every verb, and pulled once it has ended. */
@ExtendWith(SharedCluster.class)
@Timeout(300)
class OpenTransactionIT {
  @TempDir Path folder;

  @Test
  void recordsBehindAnOpenTransactionAreToldAndPulledAfterItsEnd(Cluster cluster) throws Exception {
    String topic =
        cluster.createTopic(
            cluster.name("open-transaction"),
            1,
            Map.of("retention.ms", Long.toString(Duration.ofDays(10_000).toMillis())));
    String id = cluster.name("writer");
    Job job = new Job(cluster, folder).topic(topic, Form.TEXT);
    try (Sender others = new Sender(cluster);
        Sender writer =
            new Sender(
                cluster,
                Map.of(
                    ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                    id,
                    ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                    900_000))) {
      others.text(topic, 1, 0, 3);
      writer.producer().initTransactions();
      writer.producer().beginTransaction();
      writer.value(topic, 0, Instant.now(), "open".getBytes(StandardCharsets.UTF_8));
      writer.producer().flush();
      others.text(topic, 1, 3, 100);

      JsonNode line = job.command("plan", "--json").json().get("partitions").get(0);
      JsonNode heldBack = line.get("heldBack");
      assertThat(line.get("end").asLong()).as(line.toString()).isEqualTo(3);
      assertThat(heldBack.get("offsets").asLong()).isEqualTo(98);
      JsonNode transaction = heldBack.get("transaction");
      assertThat(transaction.get("state").asText()).isEqualTo("ongoing");
      assertThat(transaction.get("transactionalId").asText()).isEqualTo(id);
      assertThat(transaction.get("startOffset").asLong()).isEqualTo(3);
      assertThat(Instant.parse(transaction.get("startedAt").asText())).isBefore(Instant.now());

      Outcome run = job.run();
      assertThat(run.exit()).as(run.toString()).isZero();
      assertThat(run.messages()).isEqualTo(3);
      assertThat(run.sum("lag")).isZero();
      assertThat(run.sum("heldBack")).isEqualTo(98);
      assertThat(run.problems("notice")).anyMatch(it -> it.contains("98") && it.contains(id));

      Outcome offsets = job.command("offsets", "--json");
      assertThat(offsets.exit()).as(offsets.toString()).isZero();
      assertThat(offsets.json().get("heldBack").asLong()).isEqualTo(98);
      JsonNode position = offsets.json().get("partitions").get(0);
      assertThat(position.get("lag").asLong()).isZero();
      assertThat(position.get("timeToLossIs").asText())
          .as(position.toString())
          .isEqualTo("by-time");
      assertThat(job.command("offsets").stdout()).contains("held back", id);

      Outcome all = job.run("-D", "camus.kafka.isolation.level=read_uncommitted");
      assertThat(all.messages()).isEqualTo(98);
      assertThat(all.sum("heldBack")).isZero();

      writer.producer().commitTransaction();
      Outcome after = job.run();
      assertThat(after.exit()).as(after.toString()).isZero();
      assertThat(after.sum("heldBack")).isZero();
      assertThat(after.problems("notice")).isEmpty();
    }
  }
}
