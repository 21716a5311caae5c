package io.camus.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Form;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pull that a quota holds up says so, and does not suspect the broker. */
@ExtendWith(SharedCluster.class)
@Timeout(300)
class ThrottledPullIT {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"batches", "consumer"})
  void aQuotaIsToldInTheProgressAndInTheEnd(String reader, Cluster cluster) throws Exception {
    String topic = cluster.topic("throttled", 1);
    Job job =
        new Job(cluster, folder)
            .topic(topic, Form.TEXT)
            .set("kafka.client.name", topic)
            .set("camus.kafka.reader", reader)
            .set("camus.pull.stall.timeout.ms", "25000");
    try (Sender sender =
        new Sender(cluster, Map.of(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none"))) {
      byte[] value = new byte[100_000];
      Arrays.fill(value, (byte) 'x');
      for (int n = 0; n < 100; n++) {
        sender.value(topic, 0, Instant.now(), value);
      }
      sender.producer().flush();
    }
    cluster.throttle(topic, 1_000);

    Outcome outcome = job.run();

    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(3);
    assertThat(outcome.problems("outside"))
        .as(outcome.toString())
        .anyMatch(it -> it.contains("throttled by a consumer quota"));
    assertThat(outcome.stderr())
        .contains("no data for ", "from " + topic + "-0 (", "throttled by a consumer quota");
  }
}
