package io.camus.engine;

import io.camus.model.RunId;
import io.camus.model.Split;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs the tasks of a plan somewhere: in threads of this process, on YARN. */
public interface Engine {

  /**
   * Starts one task attempt (or more, at the engine's choice) a split and returns at once. A
   * finished attempt shows as a task manifest, and only that counts: what the job says of itself is
   * for people.
   *
   * @param splits of the plan; tasks in other processes read them from its file, which is there
   * @throws io.camus.model.CamusException if the job cannot be started
   */
  Job start(RunId run, List<Split> splits);

  /** A started job. */
  interface Job extends AutoCloseable {
    /** What the engine calls it, for logs: {@code local} or {@code application_1_2}. */
    String id();

    /**
     * Waits for the end of the job.
     *
     * @return whether it has ended
     */
    boolean await(Duration atMost) throws InterruptedException;

    /**
     * Waits for the end of the job as {@link #await} does, and goes on waiting when the thread is
     * interrupted; its flag is set again afterwards.
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

    /** How far the job is. */
    Progress progress();

    /** Why tasks failed for good, one line each, for people; empty while and if all is well. */
    List<String> failures();

    /** Stops all tasks; returns once none of them runs any more, or the deadline has passed. */
    void kill();

    /** Frees what the job holds; kills it if it still runs. */
    @Override
    void close();
  }

  /**
   * How far a job is.
   *
   * @param tasksDone finished tasks
   * @param tasks all tasks
   * @param records records pulled so far, if the engine can tell
   * @param bytes bytes pulled so far, if the engine can tell
   * @param quiet what tasks say of partitions from which nothing comes, one line each, if the
   *     engine can tell
   */
  record Progress(
      int tasksDone, int tasks, Optional<Long> records, Optional<Long> bytes, List<String> quiet) {
    public Progress {
      quiet = List.copyOf(quiet);
    }
  }
}
