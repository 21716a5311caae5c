package io.camus.yarn;

import org.apache.hadoop.mapreduce.Counter;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * The job's counters, with the group and names shown on YARN's web pages and in the job history.
 * Informational: the commit log is authoritative.
 */
enum PullCounter {
  RECORDS("Records pulled"),
  /** Of values, as delivered by Kafka. */
  BYTES("Bytes pulled"),
  WRITTEN("Records written to data files"),
  REJECTED("Records rejected to dead letters"),
  SKIPPED("Records skipped"),
  FILES("Files written"),
  /** Committed tasks. */
  TASKS_DONE("Tasks committed");

  static final String GROUP = "Camus";

  private final String shown;

  PullCounter(String shown) {
    this.shown = shown;
  }

  /** The counter of a task. */
  Counter in(TaskAttemptContext task) {
    return task.getCounter(GROUP, shown);
  }

  /** Its value in a job. */
  long value(Counters job) {
    return job.findCounter(GROUP, shown).getValue();
  }
}
