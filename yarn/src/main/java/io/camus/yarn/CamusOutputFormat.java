package io.camus.yarn;

import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.NullOutputFormat;

/** Provides the committer; tasks write their files themselves, not through Hadoop. */
public final class CamusOutputFormat extends NullOutputFormat<NullWritable, NullWritable> {

  @Override
  public OutputCommitter getOutputCommitter(TaskAttemptContext context) {
    return new CamusOutputCommitter();
  }
}
