package io.camus.yarn;

import io.camus.config.Providers;
import io.camus.failure.RootCause;
import io.camus.hadoop.HadoopLogin;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.security.TokenCache;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.token.Token;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The delegation tokens of a job on YARN: those from a launcher, which the launcher cancels, and
 * those fetched for the job, which are cancelled when it has ended. The cluster can cancel tokens
 * even if this process dies, but only all or none: if there are launcher tokens, the cluster is
 * told to cancel none, and this class cancels the fetched ones.
 */
final class JobTokens {
  private static final Logger LOG = LoggerFactory.getLogger(JobTokens.class);
  private static final String CLUSTER_CANCELS = "mapreduce.job.complete.cancel.delegation.tokens";

  private final Job job;
  private final Set<Token<?>> given;

  /** For a job before its submission; its current tokens are the launcher's. */
  JobTokens(Job job) throws IOException {
    this.job = job;
    given = new HashSet<>(job.getCredentials().getAllTokens());
    String file = job.getConfiguration().get(YarnJobSetup.CREDENTIALS);
    if (file != null) {
      given.addAll(read(file, job.getConfiguration()).getAllTokens());
    }
    if (!given.isEmpty()) {
      job.getConfiguration().setBoolean(CLUSTER_CANCELS, false);
    }
  }

  /** As Hadoop reads them on submission. */
  private static Credentials read(String file, Configuration hadoop) throws IOException {
    Path local = FileSystem.getLocal(hadoop).makeQualified(new Path(file));
    return Credentials.readTokenStorageFile(local, hadoop);
  }

  /**
   * Fetches the tokens that tasks need on a secure cluster. Hadoop adds those of the staging
   * directory and of the job history server.
   *
   * @param paths that tasks access; object stores have no tokens
   */
  void fetch(List<StorePath> paths) throws IOException {
    HadoopLogin.requireCredentials("YARN");
    TokenCache.obtainTokensForNamenodes(
        job.getCredentials(),
        paths.stream()
            .filter(path -> Providers.INSTALLED.ofPath(path).isEmpty())
            .map(path -> new Path(path.value()))
            .toArray(Path[]::new),
        job.getConfiguration());
  }

  /** Releases the tokens of a finished job. */
  void release() {
    if (!given.isEmpty()) {
      cancelFetched();
    }
  }

  /** Cancels the fetched tokens. Logs failures; the tokens will expire. */
  void cancelFetched() {
    Configuration hadoop = job.getConfiguration();
    for (Token<?> token : job.getCredentials().getAllTokens()) {
      try {
        if (!given.contains(token) && token.isManaged()) {
          token.cancel(hadoop);
        }
      } catch (IOException e) {
        LOG.warn(
            "cannot cancel the {} of {}, which will expire: {}",
            token.getKind(),
            token.getService(),
            RootCause.line(e));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
