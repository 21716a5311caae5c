package io.camus.yarn;

import io.camus.config.CamusConfig;
import io.camus.config.HistorySettings;
import io.camus.config.OutputSettings;
import io.camus.config.RunSettings;
import io.camus.hadoop.HadoopLogin;
import io.camus.model.RunId;
import io.camus.spi.StorePath;
import io.camus.wiring.Wiring;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.Job;

/**
 * Creates the Hadoop job that runs the tasks of a plan.
 *
 * @param base Hadoop's configuration with the user's settings
 * @param config the tasks' configuration; secrets are only in the job's credentials
 * @param libraries jars, and directories of classes, that tasks need besides Hadoop's
 */
record JobDescription(Configuration base, CamusConfig config, List<Path> libraries) {

  /** A Hadoop job for the plan of a run, ready to be submitted. */
  Job job(RunId run, JobFolder folder) throws IOException {
    // An instance of this class, so mapred-site.xml and yarn-site.xml are loaded.
    Configuration hadoop = new JobConf(base);
    // Avoids Hadoop's warning about unparsed command line options.
    hadoop.setBoolean("mapreduce.client.genericoptionsparser.used", true);
    YarnJobSetup.configure(hadoop, run, libraries, folder.jars(), environment());
    YarnJobSetup.ship(hadoop, JobPlugIns.archives(config.plugIns(), folder.jars()));
    YarnJobSetup.hide(hadoop, config.secrets().keySet());
    JobKeys.putRun(hadoop, run);
    JobKeys.putConfig(hadoop, config.withoutSecrets());
    JobKeys.putPlan(hadoop, Wiring.layoutOf(config).plan(run));
    Job job = Job.getInstance(hadoop, config.value(RunSettings.JOB_NAME));
    JobKeys.putSecrets(job.getCredentials(), config.secrets());
    job.setInputFormatClass(SplitInputFormat.class);
    job.setMapperClass(PullMapper.class);
    job.setOutputFormatClass(CamusOutputFormat.class);
    job.setOutputKeyClass(NullWritable.class);
    job.setOutputValueClass(NullWritable.class);
    job.setNumReduceTasks(0);
    return job;
  }

  /** With a keytab the user may differ from the launcher's, whose tokens are then useless. */
  private static Map<String, String> environment() throws IOException {
    return HadoopLogin.isFromKeytab() ? Map.of() : System.getenv();
  }

  /** Submits a job and returns its watcher; does not leave the job running on failure. */
  YarnJobWatch submit(Job job, RunId run) throws IOException, InterruptedException {
    JobTokens tokens = new JobTokens(job);
    YarnApplications applications = new YarnApplications(job.getConfiguration());
    try {
      tokens.fetch(stores());
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

  /** Paths that the tasks read and write, for which a secure cluster requires tokens. */
  private List<StorePath> stores() {
    List<StorePath> stores = new ArrayList<>();
    stores.add(config.value(OutputSettings.DESTINATION));
    stores.add(config.value(HistorySettings.HISTORY));
    config.optional(OutputSettings.ERRORS).ifPresent(stores::add);
    stores.add(config.value(RunSettings.EXECUTION_BASE));
    stores.addAll(Wiring.schemaPaths(config));
    return stores;
  }

  private static void submit(Job job) throws IOException, InterruptedException {
    try {
      job.submit();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
