package io.camus.yarn;

import io.camus.engine.PulledTask;
import io.camus.model.Split;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Mapper;

/**
 * A task: pulls its split and leaves the finished attempt with the output committer, which Hadoop
 * calls next, on the same object and in the same thread.
 */
public final class PullMapper
    extends Mapper<NullWritable, NullWritable, NullWritable, NullWritable> {

  @Override
  public void run(Context context) throws IOException, InterruptedException {
    Configuration hadoop = context.getConfiguration();
    Split split = ((OffsetSplit) context.getInputSplit()).split();
    CamusOutputCommitter committer = (CamusOutputCommitter) context.getOutputCommitter();
    HadoopProgress progress = new HadoopProgress(context);
    PulledTask pulled =
        JobKeys.factory(hadoop)
            .create(JobKeys.config(hadoop, context.getCredentials()), hadoop)
            .pull(JobKeys.run(hadoop), split, context.getTaskAttemptID().toString(), progress);
    progress.finished(pulled.groups());
    committer.accept(pulled);
  }
}
