package io.camus.yarn;

import io.camus.hadoop.HadoopLogin;
import io.camus.model.RunId;
import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.Job;

/**
 * What Hadoop has to know to run the tasks of any plan.
 *
 * @param base Hadoop's configuration with what the user has set
 * @param camusConfig what the tasks have to know; shows in the job's configuration
 * @param secrets the rest of it; in the job's credentials only
 * @param factory makes the work of a task
 * @param settings how
 */
record JobDescription(
    Configuration base,
    Map<String, String> camusConfig,
    Map<String, String> secrets,
    Class<? extends TaskAttemptsFactory> factory,
    EngineSettings settings) {

  JobDescription {
    camusConfig = Map.copyOf(camusConfig);
    secrets = Map.copyOf(secrets);
  }

  /** A Hadoop job for the splits in the folder, ready to be submitted. */
  Job job(RunId run, JobFolder folder) throws IOException {
    // Of this class, so that mapred-site.xml and yarn-site.xml have been read.
    Configuration hadoop = new JobConf(base);
    // The command line is ours; Hadoop would warn that it has not parsed one.
    hadoop.setBoolean("mapreduce.client.genericoptionsparser.used", true);
    YarnJobSetup.configure(hadoop, run, settings, folder.jars(), environment());
    YarnJobSetup.hide(hadoop, secrets.keySet());
    JobKeys.putRun(hadoop, run);
    JobKeys.putConfig(hadoop, camusConfig);
    JobKeys.putFactory(hadoop, factory);
    JobKeys.putSplits(hadoop, folder.splits());
    Job job = Job.getInstance(hadoop, settings.jobName());
    JobKeys.putSecrets(job.getCredentials(), secrets);
    job.setInputFormatClass(SplitInputFormat.class);
    job.setMapperClass(PullMapper.class);
    job.setOutputFormatClass(CamusOutputFormat.class);
    job.setOutputKeyClass(NullWritable.class);
    job.setOutputValueClass(NullWritable.class);
    job.setNumReduceTasks(0);
    return job;
  }

  /** A keytab makes us somebody else than the launcher, whose tokens are then of no use. */
  private static Map<String, String> environment() throws IOException {
    return HadoopLogin.isFromKeytab() ? Map.of() : System.getenv();
  }

  /** Submits a job and returns what watches it; the job is not left running on failure. */
  JobWatch submit(Job job, RunId run) throws IOException, InterruptedException {
    JobTokens tokens = new JobTokens(job);
    YarnApplications applications = new YarnApplications(job.getConfiguration());
    try {
      tokens.fetch(settings.stores());
      submit(job);
      return new YarnJobWatch(job, applications, tokens);
    } catch (IOException | InterruptedException | RuntimeException e) {
      tokens.cancelFetched();
      try (applications) {
        applications.killUnheard(YarnJobSetup.tag(run));
      }
      throw e;
    }
  }

  private static void submit(Job job) throws IOException, InterruptedException {
    try {
      job.submit();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
