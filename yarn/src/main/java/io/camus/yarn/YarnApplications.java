package io.camus.yarn;

import io.camus.failure.RootCause;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.protocolrecords.GetApplicationsRequest;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Queries the resource manager about applications. Every call times out after some seconds. */
final class YarnApplications implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(YarnApplications.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final YarnClient yarn;

  YarnApplications(Configuration hadoop) {
    Configuration impatient = new YarnConfiguration(hadoop);
    impatient.setLong("yarn.resourcemanager.connect.max-wait.ms", PATIENCE.toMillis());
    impatient.setLong("yarn.resourcemanager.connect.retry-interval.ms", RETRY.toMillis());
    impatient.setInt("ipc.client.connect.max.retries", 1);
    yarn = YarnClient.createYarnClient();
    yarn.init(impatient);
    yarn.start();
  }

  /** The states of all applications with a tag, including past ones as far as they are kept. */
  List<YarnApplicationState> states(String tag) throws IOException {
    return reports(tag).stream().map(ApplicationReport::getYarnApplicationState).toList();
  }

  /** Kills all active applications with a tag, and returns them. */
  List<ApplicationId> kill(String tag) throws IOException {
    List<ApplicationId> killed = new ArrayList<>();
    for (ApplicationReport report : reports(tag)) {
      if (!ended(report.getYarnApplicationState())) {
        kill(report.getApplicationId());
        killed.add(report.getApplicationId());
      }
    }
    return killed;
  }

  /**
   * Kills an application whose submission failed or was interrupted after the manager may have
   * accepted it. Never throws, and keeps the interrupt flag.
   */
  void killUnheard(String tag) {
    boolean interrupted = Thread.interrupted();
    try {
      List<ApplicationId> killed = kill(tag);
      if (!killed.isEmpty()) {
        LOG.info("killed {}, whose submission was interrupted", killed);
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("an application with the tag {} may still be running: {}", tag, RootCause.line(e));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private List<ApplicationReport> reports(String tag) throws IOException {
    GetApplicationsRequest request = GetApplicationsRequest.newInstance();
    request.setApplicationTags(Set.of(tag));
    try {
      return yarn.getApplications(request);
    } catch (YarnException e) {
      throw new IOException(e);
    }
  }

  boolean ended(ApplicationId application) throws IOException {
    try {
      return ended(yarn.getApplicationReport(application).getYarnApplicationState());
    } catch (YarnException e) {
      throw new IOException(e);
    }
  }

  /** Why an application has failed or was killed; empty if it has not. */
  Optional<String> failure(ApplicationId application) throws IOException {
    try {
      ApplicationReport report = yarn.getApplicationReport(application);
      return switch (report.getYarnApplicationState()) {
        case FAILED, KILLED -> Optional.of(report.getDiagnostics());
        case FINISHED ->
            report.getFinalApplicationStatus() == FinalApplicationStatus.SUCCEEDED
                ? Optional.empty()
                : Optional.of(report.getDiagnostics());
        case NEW, NEW_SAVING, SUBMITTED, ACCEPTED, RUNNING -> Optional.empty();
      };
    } catch (YarnException e) {
      throw new IOException(e);
    }
  }

  static boolean ended(YarnApplicationState state) {
    return switch (state) {
      case FINISHED, FAILED, KILLED -> true;
      case NEW, NEW_SAVING, SUBMITTED, ACCEPTED, RUNNING -> false;
    };
  }

  /** Kills an application with its containers; returns when the request is accepted. */
  void kill(ApplicationId application) throws IOException {
    try {
      yarn.killApplication(application);
    } catch (YarnException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    yarn.stop();
  }
}
