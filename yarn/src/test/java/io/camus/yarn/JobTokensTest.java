package io.camus.yarn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.security.Credentials;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobTokensTest {
  private static final String CLUSTER_CANCELS = "mapreduce.job.complete.cancel.delegation.tokens";

  @TempDir private Path folder;

  private Path given;
  private Path fetched;
  private Job job;

  @BeforeEach
  void prepare() throws IOException {
    given = folder.resolve("given");
    fetched = folder.resolve("fetched");
    job = Job.getInstance(new JobConf(new Configuration(false)));
  }

  @Test
  void whatIsFetchedIsTheClustersToCancel() throws IOException {
    JobTokens tokens = new JobTokens(job);
    add(job.getCredentials(), fetched);

    tokens.release();

    assertThat(clusterCancels()).isTrue();
    assertThat(fetched).exists();
  }

  @Test
  void whatIsFetchedForAJobThatDoesNotStartIsCancelled() throws IOException {
    JobTokens tokens = new JobTokens(job);
    add(job.getCredentials(), fetched);

    tokens.cancelFetched();

    assertThat(fetched).doesNotExist();
  }

  @Test
  void givenTokensAreCancelledByNobodyButThoseBesideThemAre() throws IOException {
    add(job.getCredentials(), given);
    JobTokens tokens = new JobTokens(job);
    add(job.getCredentials(), fetched);

    tokens.release();

    assertThat(clusterCancels()).isFalse();
    assertThat(fetched).doesNotExist();
    assertThat(given).exists();
  }

  @Test
  void tokensInAFileThatTheUserNamesAreGiven() throws IOException {
    Path file = folder.resolve("tokens");
    Credentials named = new Credentials();
    add(named, given);
    named.writeTokenStorageFile(
        new org.apache.hadoop.fs.Path(file.toUri()), job.getConfiguration());
    job.getConfiguration().set("mapreduce.job.credentials.binary", file.toString());

    JobTokens tokens = new JobTokens(job);
    // Hadoop reads the file when the job is submitted.
    job.getCredentials().addAll(named);
    tokens.cancelFetched();

    assertThat(clusterCancels()).isFalse();
    assertThat(given).exists();
  }

  @Test
  void tokenThatCannotBeCancelledKeepsNoOtherFromIt() throws IOException {
    JobTokens tokens = new JobTokens(job);
    add(job.getCredentials(), given);
    add(job.getCredentials(), fetched);
    Files.delete(given);

    tokens.cancelFetched();

    assertThat(fetched).doesNotExist();
  }

  private boolean clusterCancels() {
    return job.getConfiguration().getBoolean(CLUSTER_CANCELS, true);
  }

  private static void add(Credentials credentials, Path file) throws IOException {
    credentials.addToken(new Text(file.toString()), FileToken.create(file));
  }
}
