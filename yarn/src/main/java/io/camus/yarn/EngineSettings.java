package io.camus.yarn;

import io.camus.spi.StorePath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a run becomes a job on YARN.
 *
 * @param jobName what people see of it ({@code camus.job.name})
 * @param killDeadline how long a kill waits for the tasks to stop
 * @param stores paths that the tasks read and write, for which a secure cluster wants tokens
 * @param libraries jars, and directories of classes, that tasks need beside Hadoop's own
 */
public record EngineSettings(
    String jobName, Duration killDeadline, List<StorePath> stores, List<Path> libraries) {
  private static final Duration KILL_DEADLINE = Duration.ofSeconds(20);

  public EngineSettings {
    stores = List.copyOf(stores);
    libraries = List.copyOf(libraries);
  }

  /** With a deadline that suits containers. */
  public EngineSettings(String jobName, List<StorePath> stores, List<Path> libraries) {
    this(jobName, KILL_DEADLINE, stores, libraries);
  }
}
