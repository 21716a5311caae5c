package io.camus.yarn;

import io.camus.config.CamusConfig;
import io.camus.config.Providers;
import io.camus.hadoop.PathStores;
import io.camus.spi.StorePath;
import io.camus.wire.PlanFile;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** Lists the splits of the plan file; they have no records for Hadoop. */
public final class SplitInputFormat extends InputFormat<NullWritable, NullWritable> {

  @Override
  public List<InputSplit> getSplits(JobContext context) throws IOException {
    Configuration hadoop = context.getConfiguration();
    StorePath plan = JobKeys.plan(hadoop);
    PathStores stores =
        new PathStores(
            hadoop,
            Providers.INSTALLED,
            () -> CamusConfig.parseComplete(JobKeys.config(hadoop, context.getCredentials())));
    return PlanFile.sections(stores.open(plan).open(plan), plan.value()).stream()
        .<InputSplit>map(OffsetSplit::new)
        .toList();
  }

  @Override
  public RecordReader<NullWritable, NullWritable> createRecordReader(
      InputSplit split, TaskAttemptContext context) {
    return new NoRecords((OffsetSplit) split);
  }

  /** Reports the progress that the mapper sets on the same split. */
  private static final class NoRecords extends RecordReader<NullWritable, NullWritable> {
    private final OffsetSplit mappers;

    NoRecords(OffsetSplit mappers) {
      this.mappers = mappers;
    }

    @Override
    public void initialize(InputSplit split, TaskAttemptContext context) {}

    @Override
    public boolean nextKeyValue() {
      return false;
    }

    @Override
    public NullWritable getCurrentKey() {
      return NullWritable.get();
    }

    @Override
    public NullWritable getCurrentValue() {
      return NullWritable.get();
    }

    @Override
    public float getProgress() {
      return mappers.progress();
    }

    @Override
    public void close() {}
  }
}
