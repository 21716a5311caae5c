package io.camus.mapreduce;

/**
 * How a task tells that it is at work, and hears that it should stop. Cheap enough to be called
 * once a poll; both calls keep Hadoop from taking the task for dead. For the task's own thread.
 */
public interface TaskProgress {

  /** Adds to what the task has pulled. */
  void pulled(long records, long bytes);

  /** Whether the job is being killed: the task should stop and throw InterruptedException. */
  boolean cancelled();
}
