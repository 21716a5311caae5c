package io.camus.mapreduce;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
    return board.failures();
  }

  @Override
  public Optional<String> failure() throws IOException {
    return state() == JobStatus.State.FAILED
        ? Optional.of("the job failed outside of its tasks; Hadoop's log has the reason")
        : Optional.empty();
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
