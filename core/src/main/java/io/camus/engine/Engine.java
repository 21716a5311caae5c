package io.camus.engine;

import io.camus.model.RunId;
import io.camus.model.Split;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs the tasks of a plan: in threads of this process, or on YARN. */
public interface Engine {

  /**
   * Starts one task attempt per split (or more, at the engine's choice) and returns at once. Only
   * the task manifest of a finished attempt counts; the job's own status is informational.
   *
   * @param splits of the plan; tasks in other processes read them from the existing plan file
   * @throws io.camus.model.CamusException if the job cannot be started
   */
  Job start(RunId run, List<Split> splits);

  /** A started job. */
  interface Job extends AutoCloseable {
    /** Its name, for logs: {@code local} or {@code application_1_2}. */
    String id();

    /**
     * Waits for the end of the job.
     *
     * @return whether it has ended
     */
    boolean await(Duration atMost) throws InterruptedException;

    /**
     * Like {@link #await}, but keeps waiting when the thread is interrupted; restores the interrupt
     * flag afterwards.
     *
     * @return whether it has ended
     */
    default boolean awaitThroughInterrupts(Duration atMost) {
      boolean interrupted = false;
      long deadline = System.nanoTime() + atMost.toNanos();
      try {
        while (true) {
          try {
            return await(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
          } catch (InterruptedException e) {
            interrupted = true;
          }
        }
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }

    /** The job's progress. */
    Progress progress();

    /** Why tasks failed permanently, one line each, for people; empty if none did so far. */
    List<String> failures();

    /** Stops all tasks; returns when none of them runs, or at the deadline. */
    void kill();

    /** Frees resources; kills the job if it still runs. */
    @Override
    void close();
  }

  /**
   * The progress of a job.
   *
   * @param tasksDone finished tasks
   * @param tasks all tasks
   * @param records records pulled so far, if known
   * @param bytes bytes pulled so far, if known
   * @param quiet partitions that deliver no data, one line per task, if known
   */
  record Progress(
      int tasksDone, int tasks, Optional<Long> records, Optional<Long> bytes, List<String> quiet) {
    public Progress {
      quiet = List.copyOf(quiet);
    }
  }
}
