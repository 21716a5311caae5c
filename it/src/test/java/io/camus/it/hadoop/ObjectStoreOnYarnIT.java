package io.camus.it.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Comparison;
import io.camus.it.check.Form;
import io.camus.it.command.CamusScript;
import io.camus.it.fixture.CamusProcess;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import io.camus.it.objectstore.S3Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tasks on YARN that write to an object store, with a plug-in and credentials from the driver. */
@ExtendWith({SharedCluster.class, SharedHadoop.class})
@Timeout(300)
@Tag("hadoop")
class ObjectStoreOnYarnIT {
  private static final String BUCKET = "on-yarn";

  @TempDir private Path folder;

  @Test
  void messagesMoveToTheBucketOnceAndSecretsShowNowhere(Cluster cluster, HadoopCluster hadoop)
      throws Exception {
    String topic = cluster.topic("yarn-s3", 4);
    try (Sender sender = new Sender(cluster);
        S3Proxy server = S3Proxy.start(S3Proxy.libraries(), folder.resolve("s3"))) {
      sender.avro(topic, 4, 0, 4_000);
      Job job =
          new Job(cluster, server.bucket(BUCKET))
              .topic(topic, Form.AVRO)
              .set("mapreduce.framework.name", "yarn")
              .set("mapred.map.tasks", "2")
              .set("camus.split.min.bytes", "1")
              .set("etl.destination.path", "s3://on-yarn/dest")
              .set("etl.execution.base.path", "s3://on-yarn/base")
              .set("etl.execution.history.path", "s3://on-yarn/history")
              .set("camus.s3.endpoint", server.url().toString())
              .set("camus.s3.access.key", "${env:STORE_ACCESS_KEY}")
              .set("camus.s3.secret.key", "${env:STORE_SECRET_KEY}")
              .environment("STORE_ACCESS_KEY", S3Proxy.ACCESS_KEY)
              .environment("STORE_SECRET_KEY", S3Proxy.SECRET_KEY)
              .environment("HADOOP_CONF_DIR", hadoop.conf().toString());

      Outcome outcome = job.run();

      assertThat(outcome.exit()).as(outcome.toString()).isZero();
      assertThat(outcome.messages()).isEqualTo(4_000);
      sender.avro(topic, 4, 4_000, 4_500);
      try (CamusProcess jar =
          new HadoopJar(folder, hadoop.conf())
              .start(
                  Map.of(
                      "CAMUS_PLUGINS",
                      CamusScript.locate().path().resolveSibling("../plugins").toString(),
                      "STORE_ACCESS_KEY",
                      S3Proxy.ACCESS_KEY,
                      "STORE_SECRET_KEY",
                      S3Proxy.SECRET_KEY),
                  "run",
                  "-P",
                  job.properties().toString())) {
        Outcome second = jar.await();
        assertThat(second.exit()).as(second.toString()).isZero();
        assertThat(tellsASecret(second.toString())).isFalse();
      }
      Comparison.Result compared = job.compare();
      assertThat(compared.isClean()).as(compared.toString()).isTrue();
      Outcome verified = job.command("verify", "--deep");
      assertThat(verified.exit()).as(verified.toString()).isZero();
      List<String> configurations = new ArrayList<>(hadoop.texts("/history", "_conf.xml"));
      configurations.removeIf(text -> !text.contains("s3://on-yarn/base"));
      assertThat(configurations)
          .as("job configurations")
          .hasSize(2)
          .noneMatch(ObjectStoreOnYarnIT::tellsASecret);
      assertThat(hadoop.texts("/history", ".jhist")).noneMatch(ObjectStoreOnYarnIT::tellsASecret);
      assertThat(tellsASecret(outcome.toString())).isFalse();
    }
  }

  private static boolean tellsASecret(String text) {
    return text.contains(S3Proxy.ACCESS_KEY) || text.contains(S3Proxy.SECRET_KEY);
  }
}
