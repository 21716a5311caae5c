package io.camus.mapreduce;

import io.camus.mapreduce.LocalBoard.Presence;
import io.camus.model.ConfigurationException;
import io.camus.model.Split;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task: pulls its split and leaves the finished attempt with the output committer, which Hadoop
 * calls next, on the same object and in the same thread, in a container as well as in local mode.
 *
 * <p>On a cluster Hadoop tries a failed task again. In local mode it does not, so that this does:
 * each try under an attempt id of its own.
 */
public final class PullMapper
    extends Mapper<NullWritable, NullWritable, NullWritable, NullWritable> {
  private static final Logger LOG = LoggerFactory.getLogger(PullMapper.class);

  @Override
  public void run(Context context) throws IOException, InterruptedException {
    Optional<LocalBoard> board = JobKeys.board(context.getConfiguration());
    Split split = ((OffsetSplit) context.getInputSplit()).split();
    CamusOutputCommitter committer = (CamusOutputCommitter) context.getOutputCommitter();
    Presence presence =
        board.isPresent()
            ? board.get().enter(context.getTaskAttemptID().toString())
            : Presence.NONE;
    try {
      committer.accept(split.task(), pull(context, split, board), presence);
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      presence.close();
      throw e;
    }
  }

  private static PulledTask pull(Context context, Split split, Optional<LocalBoard> board)
      throws IOException, InterruptedException {
    Configuration hadoop = context.getConfiguration();
    int tries = JobKeys.tries(hadoop);
    HadoopProgress progress = new HadoopProgress(context, board);
    try (TaskAttempts attempts =
        JobKeys.factory(hadoop).create(JobKeys.config(hadoop, context.getCredentials()), hadoop)) {
      for (int number = 0; ; number++) {
        if (progress.cancelled()) {
          throw new InterruptedException("the job is being killed");
        }
        String attempt = attemptId(context.getTaskAttemptID(), number);
        try {
          PulledTask pulled = attempts.pull(JobKeys.run(hadoop), split, attempt, progress);
          progress.finished(pulled.ranges());
          return pulled;
        } catch (IOException | RuntimeException e) {
          if (number + 1 >= tries || e instanceof ConfigurationException || progress.cancelled()) {
            throw e;
          }
          LOG.warn(
              "attempt {} of task {} failed, trying again: {}",
              attempt,
              split.task(),
              RootCause.line(e));
          progress = new HadoopProgress(context, board);
        }
      }
    } catch (IOException | RuntimeException | Error e) {
      if (board.isPresent() && !progress.cancelled()) {
        board.get().failed(split.task(), failure(split.task(), e));
      }
      throw e;
    }
  }

  /** What people read of a task that failed for good. */
  static String failure(int task, Throwable cause) {
    return "task %d: %s".formatted(task, RootCause.line(cause));
  }

  private static String attemptId(TaskAttemptID first, int number) {
    return new TaskAttemptID(first.getTaskID(), first.getId() + number).toString();
  }
}
