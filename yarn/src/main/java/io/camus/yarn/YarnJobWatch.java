package io.camus.yarn;

import io.camus.failure.RootCause;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskCompletionEvent;
import org.apache.hadoop.mapreduce.TypeConverter;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a job on YARN. It queries the resource manager for the end of the job, and for everything
 * else the application master while it runs, then the job history server, if there is one.
 */
final class YarnJobWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(YarnJobWatch.class);
  private static final int EVENTS_A_CALL = 1000;

  /** A reasonable polling interval. */
  static final Duration INTERVAL = Duration.ofMillis(500);

  private final Job job;
  private final ApplicationId application;
  private final YarnApplications applications;
  private final JobTokens tokens;
  private final List<String> failures = new ArrayList<>();
  private int nextEvent;

  YarnJobWatch(Job job, YarnApplications applications, JobTokens tokens) {
    this.job = job;
    this.applications = applications;
    this.tokens = tokens;
    application = TypeConverter.toYarn(job.getJobID()).getAppId();
  }

  /** The job's name in messages. */
  String id() {
    return application.toString();
  }

  /** Whether the job has ended and none of its tasks is running. */
  boolean ended() throws IOException {
    return applications.ended(application);
  }

  /** Why tasks failed permanently, one line each; may call the cluster. */
  synchronized List<String> failures() throws IOException {
    try {
      TaskCompletionEvent[] events;
      do {
        events = job.getTaskCompletionEvents(nextEvent, EVENTS_A_CALL);
        for (TaskCompletionEvent event : events) {
          nextEvent++;
          if (event.getStatus() == TaskCompletionEvent.Status.TIPFAILED) {
            failures.add(failure(event.getTaskAttemptId()));
          }
        }
      } while (events.length == EVENTS_A_CALL);
    } catch (IOException e) {
      LOG.info("cannot check whether the tasks of {} have ended: {}", id(), RootCause.line(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return List.copyOf(failures);
  }

  /** Why the job as a whole failed or was killed, on one line; for a finished job. */
  Optional<String> failure() throws IOException {
    return applications
        .failure(application)
        .map(Diagnostics::line)
        .map(reason -> reason.isEmpty() ? "no reason given" : reason)
        .map(reason -> reason + "; `yarn logs -applicationId " + id() + "` for more");
  }

  private String failure(TaskAttemptID attempt) throws IOException, InterruptedException {
    String[] diagnostics = job.getTaskDiagnostics(attempt);
    String reason =
        diagnostics == null || diagnostics.length == 0
            ? "no reason given; see the logs of application " + id()
            : Diagnostics.ofStackTrace(diagnostics[diagnostics.length - 1]);
    return String.format(Locale.ROOT, "%s: %s", attempt.getTaskID(), reason);
  }

  /**
   * Requests the job to stop, without waiting: through the application master, which writes the
   * job's history, else through the resource manager.
   */
  void kill() throws IOException {
    try {
      job.killJob();
    } catch (IOException e) {
      LOG.info("killing {} without its application master: {}", id(), RootCause.line(e));
      applications.kill(application);
    }
  }

  @Override
  public void close() {
    tokens.release();
    applications.close();
  }
}
