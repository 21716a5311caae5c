package io.camus.mapreduce;

import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;

/** Settings of a job whose tasks run in this process, leaving nothing outside its folder. */
final class LocalJobSetup {
  private static final int REPORT_MILLIS = 200;

  private LocalJobSetup() {}

  static void configure(Configuration job, EngineSettings settings, JobFolder folder) {
    job.set("mapreduce.framework.name", "local");
    job.setInt("mapreduce.local.map.tasks.maximum", settings.localSlots());
    job.setInt("mapreduce.task.progress-report.interval", REPORT_MILLIS);
    // Each has a default of its own in /tmp that all users and runs would share.
    Path hadoop = folder.hadoop();
    job.set("hadoop.tmp.dir", hadoop.toString());
    job.set("mapreduce.cluster.local.dir", hadoop.resolve("local").toString());
    job.set("mapreduce.cluster.temp.dir", hadoop.resolve("temp").toString());
    job.set("mapreduce.jobtracker.system.dir", hadoop.resolve("system").toString());
    job.set("mapreduce.jobtracker.staging.root.dir", hadoop.resolve("staging").toString());
    JobKeys.putLocal(job, folder.board(), settings.localTries());
  }
}
