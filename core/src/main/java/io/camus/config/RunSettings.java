package io.camus.config;

import io.camus.spi.StorePath;
import java.time.Duration;

/** How a run is made: its tasks, its commits, where its log lies. */
public final class RunSettings {
  private static final int TASKS_ON_YARN = 30;
  private static final int LOCAL_TASKS_A_SLOT = 2;

  private final Given given;

  RunSettings(Given given) {
    this.given = given;
  }

  /** Directory of the commit log and of unfinished runs. */
  public StorePath executionBase() {
    return given.value(RunKeys.EXECUTION_BASE);
  }

  /** Name of the job. */
  public String jobName() {
    return given.value(RunKeys.JOB_NAME);
  }

  /** Where tasks run. */
  public Framework framework() {
    return given.value(RunKeys.FRAMEWORK);
  }

  /** Number of splits at most. */
  public int mapTasks() {
    return given
        .value(RunKeys.MAP_TASKS)
        .orElseGet(
            () ->
                framework() == Framework.YARN
                    ? TASKS_ON_YARN
                    : LOCAL_TASKS_A_SLOT * localMapSlots());
  }

  /** Bytes that a split has at least, on average. */
  public long minSplitBytes() {
    return given.value(RunKeys.MIN_SPLIT_BYTES);
  }

  /** Bytes of a piece of a partition at least; 0 if no partition is cut into pieces. */
  public long minPieceBytes() {
    return given.value(RunKeys.MIN_PIECE_BYTES);
  }

  /** Tasks at the same time in this process; the number of processors by default. */
  public int localMapSlots() {
    return given.value(RunKeys.LOCAL_SLOTS).orElseGet(Runtime.getRuntime()::availableProcessors);
  }

  /** Time between commits while tasks pull. */
  public Duration commitInterval() {
    return given.value(RunKeys.COMMIT_INTERVAL);
  }

  /** Calls of the store that the driver makes at once. */
  public int publishThreads() {
    return given.value(RunKeys.PUBLISH_THREADS);
  }

  /** Time without a sign of life after which another run counts as dead. */
  public Duration livenessTimeout() {
    return given.value(RunKeys.LIVENESS_TIMEOUT);
  }
}
