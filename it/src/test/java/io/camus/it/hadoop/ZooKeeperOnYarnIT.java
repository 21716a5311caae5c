package io.camus.it.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Comparison;
import io.camus.it.cluster.DevZooKeeperKafka;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A driver that finds its brokers in ZooKeeper, and tasks on YARN that are told of them. */
@ExtendWith(SharedHadoop.class)
@Timeout(300)
@Tag("hadoop")
class ZooKeeperOnYarnIT {
  private static final String PASSWORD = "pa55-of-the-digest";

  @TempDir private Path folder;

  @Test
  @Tag("soak")
  void tasksGetBrokersAndNothingOfZooKeeper(HadoopCluster hadoop) throws Exception {
    try (DevZooKeeperKafka servers =
            DevZooKeeperKafka.start(
                folder.resolve("servers"),
                Path.of(System.getProperty("camus.zookeeper.mode.lib")));
        Cluster cluster = Cluster.at(servers.bootstrap())) {
      HdfsJob job = HdfsJob.create(cluster, hadoop, folder, "zookeeper", 2).send(0, 2_000);
      job.job()
          .without("kafka.brokers")
          .set("zookeeper.hosts", servers.zooKeeperHosts())
          .set("camus.zookeeper.listener", "CLIENTS")
          .set("camus.zookeeper.digest.user", "camus")
          .set("camus.zookeeper.digest.password", "${env:ZOOKEEPER_PASSWORD}")
          .environment("ZOOKEEPER_PASSWORD", PASSWORD);

      Outcome outcome = job.job().run();

      assertThat(outcome.exit()).as(outcome.toString()).isZero();
      assertThat(outcome.messages()).isEqualTo(2_000);
      hadoop.copyDown("/zookeeper/dest", job.job().destination());
      hadoop.copyDown("/zookeeper/history", job.job().history());
      Comparison.Result compared = job.job().compare();
      assertThat(compared.findings()).as(compared.toString()).isEmpty();
      List<String> configurations = new ArrayList<>(hadoop.texts("/history", "_conf.xml"));
      configurations.removeIf(text -> !text.contains("/zookeeper/base"));
      assertThat(configurations)
          .as("job configurations")
          .isNotEmpty()
          .allMatch(text -> text.contains(servers.bootstrap()))
          .noneMatch(text -> text.contains(PASSWORD) || text.contains(servers.zooKeeperHosts()));
      assertThat(outcome.toString()).doesNotContain(PASSWORD);
    }
  }
}
