package io.camus.yarn;

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
 * The delegation tokens of a job on YARN: those that a launcher has given to us, which are the
 * launcher's to cancel, and those that are fetched for the job, which are cancelled when it has
 * ended. The cluster does that by itself, whatever becomes of this process, but knows only all or
 * nothing: where tokens were given, it is told to cancel none, and this does.
 */
final class JobTokens {
  private static final Logger LOG = LoggerFactory.getLogger(JobTokens.class);
  private static final String CLUSTER_CANCELS = "mapreduce.job.complete.cancel.delegation.tokens";

  private final Job job;
  private final Set<Token<?>> given;

  /** Those of a job that is not submitted yet; what it has now was given. */
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

  /** As Hadoop reads them when the job is submitted. */
  private static Credentials read(String file, Configuration hadoop) throws IOException {
    Path local = FileSystem.getLocal(hadoop).makeQualified(new Path(file));
    return Credentials.readTokenStorageFile(local, hadoop);
  }

  /**
   * Fetches the tokens that tasks need on a secure cluster; does nothing on another. Hadoop adds
   * those of the staging directory and of the job history server.
   *
   * @param stores where tasks read and write
   */
  void fetch(List<StorePath> stores) throws IOException {
    HadoopLogin.requireCredentials("YARN");
    TokenCache.obtainTokensForNamenodes(
        job.getCredentials(),
        stores.stream().map(store -> new Path(store.value())).toArray(Path[]::new),
        job.getConfiguration());
  }

  /** Lets go of the tokens of a job that has ended. */
  void release() {
    if (!given.isEmpty()) {
      cancelFetched();
    }
  }

  /** Cancels what was fetched. Of what cannot be cancelled the log tells; it expires by itself. */
  void cancelFetched() {
    Configuration hadoop = job.getConfiguration();
    for (Token<?> token : job.getCredentials().getAllTokens()) {
      try {
        if (!given.contains(token) && token.isManaged()) {
          token.cancel(hadoop);
        }
      } catch (IOException e) {
        LOG.warn(
            "the {} of {} cannot be cancelled, and expires by itself: {}",
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
