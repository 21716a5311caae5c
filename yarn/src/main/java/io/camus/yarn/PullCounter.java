package io.camus.yarn;

import org.apache.hadoop.mapreduce.Counter;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * The job's counters, in the group and by the names that YARN's web pages and the job history show.
 * They are for people: what counts is what the commit log says.
 */
enum PullCounter {
  RECORDS("Records pulled"),
  /** Of values, as Kafka hands them out. */
  BYTES("Bytes pulled"),
  WRITTEN("Records written to data files"),
  REJECTED("Records rejected to dead letters"),
  SKIPPED("Records skipped"),
  FILES("Files written"),
  /** Tasks whose attempt was committed. */
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
