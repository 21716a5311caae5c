package io.camus.mapreduce;

import io.camus.config.Framework;
import io.camus.spi.StorePath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a run becomes a Hadoop job.
 *
 * @param jobName what people see of it ({@code camus.job.name})
 * @param framework where its tasks run
 * @param localSlots tasks at a time in local mode ({@code camus.local.map.slots})
 * @param localTries how often local mode tries a task; on YARN Hadoop's own {@code
 *     mapreduce.map.maxattempts} says it
 * @param killDeadline how long a kill waits for the tasks to stop
 * @param stores paths that the tasks read and write, for which a secure cluster wants tokens
 * @param libraries jars, and directories of classes, that tasks on YARN need beside Hadoop's own
 */
public record EngineSettings(
    String jobName,
    Framework framework,
    int localSlots,
    int localTries,
    Duration killDeadline,
    List<StorePath> stores,
    List<Path> libraries) {
  private static final Duration KILL_DEADLINE = Duration.ofSeconds(20);

  public EngineSettings {
    if (localSlots < 1 || localTries < 1) {
      throw new IllegalArgumentException(
          "slots %d and tries %d have to be at least 1".formatted(localSlots, localTries));
    }
    stores = List.copyOf(stores);
    libraries = List.copyOf(libraries);
  }

  /** Tasks in this process, tried twice. */
  public static EngineSettings local(String jobName, int slots) {
    return new EngineSettings(
        jobName, Framework.LOCAL, slots, 2, KILL_DEADLINE, List.of(), List.of());
  }

  /** Tasks in containers of a cluster. */
  public static EngineSettings yarn(String jobName, List<StorePath> stores, List<Path> libraries) {
    return new EngineSettings(jobName, Framework.YARN, 1, 1, KILL_DEADLINE, stores, libraries);
  }
}
