package io.camus.yarn;

import io.camus.config.CamusConfig;
import io.camus.engine.Engine;
import io.camus.failure.RootCause;
import io.camus.model.RunId;
import io.camus.model.Split;
import io.camus.model.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the tasks of a plan as one Hadoop job of mappers only, on YARN. Serves any number of jobs,
 * also at the same time.
 */
public final class MapReduceEngine implements Engine {
  private static final Logger LOG = LoggerFactory.getLogger(MapReduceEngine.class);

  private final Supplier<JobDescription> description;

  /**
   * Creates an engine for one configuration. It reads the plan of a run from its file, which must
   * exist when a job is started.
   *
   * @param base Hadoop's configuration with the user's settings; must not contain our secrets
   * @param config the tasks' configuration, queried when a job is started, because the brokers are
   *     known only after the setup stage. Secrets are passed only in the job's credentials, the
   *     rest in the job's configuration
   * @param code loads the code that tasks need
   * @throws StorageException if its jars cannot be collected
   */
  public MapReduceEngine(Configuration base, Supplier<CamusConfig> config, ClassLoader code) {
    List<Path> libraries = JobLibraries.of(code);
    description = () -> new JobDescription(base, config.get(), libraries);
  }

  @Override
  public Job start(RunId run, List<Split> splits) {
    try {
      JobFolder folder = JobFolder.create();
      try {
        return start(run, splits.size(), folder);
      } catch (IOException | InterruptedException | RuntimeException e) {
        folder.delete();
        throw e;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException(
          "interrupted while the job of run " + run + " was being started", e);
    } catch (IOException e) {
      throw new StorageException(
          "the job of run " + run + " cannot be started (framework YARN): " + RootCause.line(e), e);
    }
  }

  private Job start(RunId run, int tasks, JobFolder folder)
      throws IOException, InterruptedException {
    JobDescription described = description.get();
    org.apache.hadoop.mapreduce.Job job = described.job(run, folder);
    try {
      YarnJobWatch watch = described.submit(job, run);
      // Surrounded by blanks: schedulers search the log for it to kill leftover applications.
      LOG.info("started {} for {} tasks of run {}", watch.id(), tasks, run);
      return new MapReduceJob(job, watch, folder, tasks);
    } catch (IOException | InterruptedException | RuntimeException e) {
      job.close();
      throw e;
    }
  }
}
