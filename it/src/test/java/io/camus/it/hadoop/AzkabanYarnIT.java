package io.camus.it.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.camus.it.azkaban.AzkabanJob;
import io.camus.it.azkaban.AzkabanServer;
import io.camus.it.azkaban.Upload;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.SharedCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A job of Azkaban's type {@code hadoopJava} whose tasks are on YARN. */
@ExtendWith({SharedCluster.class, SharedHadoop.class})
@Timeout(600)
@Tag("hadoop")
class AzkabanYarnIT {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Duration AZKABANS_PATIENCE = Duration.ofSeconds(30);
  private static final int MESSAGES = 600;

  @TempDir private Path folder;

  @AfterEach
  void heal(Cluster cluster, HadoopCluster hadoop) throws Exception {
    cluster.registry().heal();
    hadoop.killAll();
  }

  @Test
  @Tag("soak")
  void cancellingKillsTheApplicationInTimeAndTheRetryMovesEverythingOnce(
      Cluster cluster, HadoopCluster hadoop) throws Exception {
    HdfsJob job = HdfsJob.create(cluster, hadoop, folder, "azkaban", 2).send(0, MESSAGES);
    job.job().set("mapreduce.job.tags", "mine").set("hadoop-inject.mapreduce.job.priority", "LOW");
    Path project = Upload.ofInstalled(folder, job.job(), "hadoopJava");
    try (AzkabanServer azkaban = AzkabanServer.start(folder, List.of(hadoop.conf()));
        YarnView yarn = new YarnView(hadoop.conf())) {
      cluster.registry().delayBy(LONG);
      AzkabanJob cancelled = azkaban.job(project, "camus", Map.of());
      ApplicationId application = cancelAtWork(cancelled, hadoop);

      assertThat(hadoop.end(application)).isEqualTo(FinalApplicationStatus.KILLED);
      assertThat(cancelled.log().split("\\s+"))
          .as("the name by which Azkaban finds applications that are left over")
          .contains(application.toString());
      assertThat(cancelled.log()).doesNotContain("Killing with KILL signal");
      assertThat(hadoop.names(job.base() + "/runs")).as("the run has closed itself").isEmpty();

      cluster.registry().heal();
      assertThat(azkaban.job(project, "camus", Map.of()).call())
          .containsEntry("camus.result.messages", Integer.toString(MESSAGES))
          .containsEntry("camus.result.lag", "0");
      job.assertEveryMessageIsThereOnce();

      List<JsonNode> applications = yarn.applications("mine");
      assertThat(applications).hasSize(2);
      assertThat(applications)
          .allSatisfy(
              it ->
                  assertThat(it.path("applicationTags").asText().split(","))
                      .contains("mine", "azkaban.flow.execid:7")
                      .anyMatch(tag -> tag.startsWith("camus-run-")));
    }
  }

  /** Cancels a job as soon as its tasks are at work. */
  private static ApplicationId cancelAtWork(AzkabanJob job, HadoopCluster hadoop) throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      Future<Map<String, String>> result = executor.submit(job);
      ApplicationId application = hadoop.running();
      new Containers(application).task(0, 0);
      long begin = System.nanoTime();
      job.cancel();
      assertThatThrownBy(() -> result.get(1, TimeUnit.MINUTES)).as(job.log()).isNotNull();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(AZKABANS_PATIENCE);
      return application;
    } finally {
      executor.shutdownNow();
    }
  }
}
