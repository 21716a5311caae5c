package io.camus.yarn;

import io.camus.engine.PulledTask;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * Step 4 of the protocol for Hadoop: {@link #commitTask} commits an attempt. All other methods do
 * nothing, on purpose: the driver commits the run, and aborts delete nothing, since the files of an
 * aborted attempt may be committed ones.
 */
public final class CamusOutputCommitter extends OutputCommitter {
  private Optional<PulledTask> finished = Optional.empty();

  /** Sets the attempt that {@link #commitTask} will commit. */
  void accept(PulledTask pulled) {
    finished = Optional.of(pulled);
  }

  @Override
  public boolean needsTaskCommit(TaskAttemptContext context) {
    return true;
  }

  @Override
  public void commitTask(TaskAttemptContext context) throws IOException {
    finished
        .orElseThrow(
            () -> new IOException("attempt " + context.getTaskAttemptID() + " pulled nothing"))
        .commit();
    PullCounter.TASKS_DONE.in(context).setValue(1);
  }

  @Override
  public void setupJob(JobContext context) {}

  @Override
  public void setupTask(TaskAttemptContext context) {}

  @Override
  public void abortTask(TaskAttemptContext context) {}

  /** A committed task stays committed after a restart of the application master. */
  @Override
  public boolean isRecoverySupported(JobContext context) {
    return true;
  }

  @Override
  public boolean isCommitJobRepeatable(JobContext context) {
    return true;
  }
}
