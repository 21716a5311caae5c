package io.camus.mapreduce;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobStatus;

/** Watches a job of Hadoop's local runner, which calls a killed job ended before its tasks are. */
final class LocalJobWatch implements JobWatch {
  private final Job job;
  private final LocalBoard board;

  LocalJobWatch(Job job, LocalBoard board) {
    this.job = job;
    this.board = board;
  }

  @Override
  public String id() {
    return job.getJobID().toString();
  }

  @Override
  public boolean ended() throws IOException {
    return job.isComplete() && !(state() == JobStatus.State.KILLED && board.busy());
  }

  @Override
  public List<String> failures() throws IOException {
    List<String> failures = new ArrayList<>(board.failures());
    if (failures.isEmpty() && job.isComplete() && state() == JobStatus.State.FAILED) {
      failures.add(
          "job %s failed outside of its tasks; Hadoop's log has the reason".formatted(id()));
    }
    return failures;
  }

  @Override
  public void kill() throws IOException {
    // First: a task that has just begun looks at the board.
    board.cancel();
    if (!job.isComplete()) {
      job.killJob();
    }
  }

  @Override
  public Duration interval() {
    return Duration.ofMillis(20);
  }

  @Override
  public void close() {}

  private JobStatus.State state() throws IOException {
    try {
      return job.getJobState();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
