package io.camus.yarn;

import io.camus.commit.RunLiveness;
import io.camus.failure.RootCause;
import io.camus.model.RunId;
import io.camus.model.RunOwner;
import io.camus.model.StorageException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Determines whether a run is active: from the driver's process if it is on this host, and on YARN
 * from the applications with the run's tag. Tests override the methods that query the cluster.
 */
public class JobLiveness implements RunLiveness {
  private static final Logger LOG = LoggerFactory.getLogger(JobLiveness.class);

  private final DriverProcess drivers;
  private final Configuration hadoop;

  /** Queries the cluster of this configuration. */
  public JobLiveness(Configuration hadoop) {
    this(new DriverProcess(DriverProcess.thisHost()), hadoop);
  }

  JobLiveness(DriverProcess drivers, Configuration hadoop) {
    this.drivers = drivers;
    this.hadoop = hadoop;
  }

  @Override
  public Answer ask(RunId run, RunOwner owner) {
    Answer driver = drivers.ask(owner);
    return owner.framework().equals("yarn") && driver != Answer.ALIVE
        ? onYarn(run, owner, driver)
        : driver;
  }

  /** A dead driver's tasks may be alive: a run with a live application is alive. */
  private Answer onYarn(RunId run, RunOwner owner, Answer driver) {
    List<YarnApplicationState> states;
    try {
      states = states(YarnJobSetup.tag(run));
    } catch (IOException | RuntimeException e) {
      LOG.warn("cannot query YARN about run {}: {}", run, RootCause.line(e));
      return Answer.UNKNOWN;
    }
    if (!states.stream().allMatch(YarnApplications::ended)) {
      return Answer.ALIVE;
    }
    // No application: the driver may be about to submit it.
    return states.isEmpty() || drivers.isThisProcess(owner) ? driver : Answer.DEAD;
  }

  /** Tasks of a local run end with their driver. */
  @Override
  public List<String> endTasks(RunId run, RunOwner owner) {
    if (!owner.framework().equals("yarn")) {
      return List.of();
    }
    try {
      return kill(YarnJobSetup.tag(run)).stream().map(ApplicationId::toString).toList();
    } catch (IOException | RuntimeException e) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "cannot kill the application of run %s, if there is one: %s",
              run,
              RootCause.line(e)),
          e);
    }
  }

  /** Kills all active applications with a tag, and returns their ids. */
  List<ApplicationId> kill(String tag) throws IOException {
    try (YarnApplications yarn = new YarnApplications(hadoop)) {
      return yarn.kill(tag);
    }
  }

  /** The states of all applications with a tag. */
  List<YarnApplicationState> states(String tag) throws IOException {
    try (YarnApplications yarn = new YarnApplications(hadoop)) {
      return yarn.states(tag);
    }
  }
}
