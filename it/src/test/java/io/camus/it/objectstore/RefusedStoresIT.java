package io.camus.it.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camus.it.check.Form;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.SharedCluster;
import io.camus.it.process.ForeignServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Stores with the API of S3 that cannot hold a commit log, and paths that cannot be used. */
@ExtendWith(SharedCluster.class)
@Timeout(300)
class RefusedStoresIT {
  private static final String BUCKET = "refused";

  @TempDir private Path folder;

  private Job job(Cluster cluster, String bucket, Map<String, String> settings) throws Exception {
    Job job =
        new Job(cluster, Files.createDirectories(folder.resolve("job")))
            .topic(cluster.topic("refused", 1), Form.AVRO);
    settings.forEach(job::set);
    return job.set("etl.destination.path", "s3://" + bucket + "/dest")
        .set("etl.execution.base.path", "s3://" + bucket + "/base")
        .set("etl.execution.history.path", "s3://" + bucket + "/history");
  }

  private static Map<String, String> login(URI server, String key) {
    return Map.of(
        "camus.s3.endpoint", server.toString(),
        "camus.s3.access.key", key,
        "camus.s3.secret.key", key);
  }

  private static void requireRefused(Job job, String why) throws Exception {
    for (String verb : new String[] {"config", "run"}) {
      Outcome outcome = job.command(verb);
      assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(2);
      assertThat(words(outcome)).contains(why);
    }
  }

  /** Without the line breaks. */
  private static String words(Outcome outcome) {
    return outcome.toString().replaceAll("\\s+", " ");
  }

  @Test
  void aStoreInWhichSeveralPutsCanWinIsRefused(Cluster cluster) throws Exception {
    try (ForeignServer mock = S3Mock.start(folder.resolve("server"), BUCKET)) {
      requireRefused(
          job(cluster, BUCKET, login(mock.url(), "any")),
          "this object store lets several conditional puts of one key win");
    }
  }

  @Test
  @Tag("soak") // Downloads 14 MB from npm.
  void aStoreThatIgnoresConditionsIsRefused(Cluster cluster) throws Exception {
    assumeTrue(S3rver.canBeInstalled(), "npm is missing");
    try (S3rver server = S3rver.start(folder.resolve("server"), BUCKET)) {
      requireRefused(
          job(cluster, BUCKET, login(server.url(), S3rver.KEY)),
          "this object store ignores the condition of a put (If-None-Match: *)");
    }
  }

  @Test
  void aMissingBucketIsToBeCreatedAndNotToBeGranted(Cluster cluster) throws Exception {
    Job job = job(cluster, "missing", SharedS3Proxy.get().settings());

    Outcome outcome = job.command("config");

    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(2);
    assertThat(words(outcome))
        .contains("s3://missing: the bucket does not exist; create it, or correct its name.")
        .doesNotContainIgnoringCase("grant");
  }

  @Test
  void dataInS3WithALocalCommitLogIsOneProblem(Cluster cluster) throws Exception {
    Job job = job(cluster, BUCKET, SharedS3Proxy.get().settings());
    SharedS3Proxy.get().bucket(BUCKET);
    job.set("etl.execution.base.path", folder.resolve("base").toString())
        .set("etl.execution.history.path", folder.resolve("history").toString());

    Outcome outcome = job.command("config");

    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(2);
    assertThat(words(outcome))
        .contains("1 problem", "both must be on one file system, or in one object store")
        .doesNotContain("not an absolute local path");
  }
}
