package io.camus.mapreduce;

/** The job's counters. */
enum PullCounter {
  /** Records pulled. */
  RECORDS,
  /** Bytes pulled. */
  BYTES,
  /** Tasks whose attempt was committed. */
  TASKS_DONE
}
