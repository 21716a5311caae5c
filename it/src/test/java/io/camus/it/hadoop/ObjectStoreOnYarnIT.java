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
import java.io.IOException;
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
  @TempDir private Path folder;

  @Test
  void messagesMoveToTheBucketOnceAndSecretsShowNowhere(Cluster cluster, HadoopCluster hadoop)
      throws Exception {
    requireExact(cluster, hadoop, "on-yarn", Job::start);
  }

  @Test
  @Tag("soak")
  void theSameIfHadoopStartsTheDriver(Cluster cluster, HadoopCluster hadoop) throws Exception {
    Map<String, String> environment =
        Map.of(
            "CAMUS_PLUGINS",
            CamusScript.locate().path().resolveSibling("../plugins").toString(),
            "STORE_ACCESS_KEY",
            S3Proxy.ACCESS_KEY,
            "STORE_SECRET_KEY",
            S3Proxy.SECRET_KEY);
    requireExact(
        cluster,
        hadoop,
        "by-hadoop",
        job ->
            new HadoopJar(folder, hadoop.conf())
                .start(environment, "run", "-P", job.properties().toString()));
  }

  private interface Start {
    CamusProcess of(Job job) throws IOException;
  }

  private void requireExact(Cluster cluster, HadoopCluster hadoop, String bucket, Start start)
      throws Exception {
    String topic = cluster.topic(bucket, 4);
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 4, 0, 4_000);
    }
    try (S3Proxy server = S3Proxy.start(S3Proxy.libraries(), folder.resolve("s3"))) {
      Job job =
          new Job(cluster, server.bucket(bucket))
              .topic(topic, Form.AVRO)
              .set("mapreduce.framework.name", "yarn")
              .set("mapred.map.tasks", "2")
              .set("camus.split.min.bytes", "1")
              .set("etl.destination.path", "s3://" + bucket + "/dest")
              .set("etl.execution.base.path", "s3://" + bucket + "/base")
              .set("etl.execution.history.path", "s3://" + bucket + "/history")
              .set("camus.s3.endpoint", server.url().toString())
              .set("camus.s3.access.key", "${env:STORE_ACCESS_KEY}")
              .set("camus.s3.secret.key", "${env:STORE_SECRET_KEY}")
              .environment("STORE_ACCESS_KEY", S3Proxy.ACCESS_KEY)
              .environment("STORE_SECRET_KEY", S3Proxy.SECRET_KEY)
              .environment("HADOOP_CONF_DIR", hadoop.conf().toString());
      Outcome outcome;
      try (CamusProcess run = start.of(job)) {
        outcome = run.await();
      }

      assertThat(outcome.exit()).as(outcome.toString()).isZero();
      Comparison.Result compared = job.compare();
      assertThat(compared.isClean()).as(compared.toString()).isTrue();
      Outcome verified = job.command("verify", "--deep");
      assertThat(verified.exit()).as(verified.toString()).isZero();
      List<String> configurations = new ArrayList<>(hadoop.texts("/history", "_conf.xml"));
      configurations.removeIf(text -> !text.contains("s3://" + bucket + "/base"));
      assertThat(configurations)
          .as("job configurations")
          .hasSize(1)
          .noneMatch(ObjectStoreOnYarnIT::tellsASecret);
      assertThat(hadoop.texts("/history", ".jhist")).noneMatch(ObjectStoreOnYarnIT::tellsASecret);
      assertThat(tellsASecret(outcome.toString())).isFalse();
    }
  }

  private static boolean tellsASecret(String text) {
    return text.contains(S3Proxy.ACCESS_KEY) || text.contains(S3Proxy.SECRET_KEY);
  }
}
