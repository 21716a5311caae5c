package io.camus.yarn;

import io.camus.config.CamusConfig;
import io.camus.engine.PulledTask;
import io.camus.hadoop.PathStores;
import io.camus.model.Split;
import io.camus.spi.StorePath;
import io.camus.wire.PlanFile;
import io.camus.wiring.Wiring;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Mapper;

/**
 * A task: pulls its split and passes the finished attempt to the output committer, which Hadoop
 * calls next, on the same object and in the same thread.
 */
public final class PullMapper
    extends Mapper<NullWritable, NullWritable, NullWritable, NullWritable> {

  @Override
  public void run(Context context) throws IOException, InterruptedException {
    JobPlugIns.install(); // before the configuration, which looks for their names
    Configuration hadoop = context.getConfiguration();
    CamusOutputCommitter committer = (CamusOutputCommitter) context.getOutputCommitter();
    HadoopProgress progress = new HadoopProgress(context);
    CamusConfig config =
        CamusConfig.parseComplete(JobKeys.config(hadoop, context.getCredentials()));
    PathStores stores = new PathStores(hadoop, config.keys().providers(), () -> config);
    Wiring wiring = new Wiring(config, stores::open);
    StorePath plan = JobKeys.plan(hadoop);
    Split split =
        PlanFile.read(
            wiring.store().open(plan),
            ((OffsetSplit) context.getInputSplit()).section(),
            plan.value());
    PulledTask pulled =
        wiring
            .attempts()
            .pull(JobKeys.run(hadoop), split, context.getTaskAttemptID().toString(), progress);
    progress.finished(pulled.groups());
    committer.accept(pulled);
  }
}
