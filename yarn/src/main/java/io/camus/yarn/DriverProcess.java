package io.camus.yarn;

import io.camus.commit.RunLiveness.Answer;
import io.camus.config.Framework;
import io.camus.model.RunOwner;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Driver processes on this host. */
public final class DriverProcess {
  /** The system computes start times from its uptime, and may differ slightly between two calls. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private final String host;

  DriverProcess(String host) {
    this.host = host;
  }

  /** The run owner for this process. */
  public static RunOwner thisProcess(Framework framework) {
    ProcessHandle process = ProcessHandle.current();
    return new RunOwner(
        framework.name().toLowerCase(Locale.ROOT),
        thisHost(),
        process.pid(),
        process.info().startInstant().orElse(Instant.EPOCH));
  }

  static String thisHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // A host that cannot resolve its address still has a name; the exception begins with it.
      return Optional.ofNullable(System.getenv("HOSTNAME")).orElse("localhost");
    }
  }

  /**
   * Whether a driver process is running. For this process, it is unknown whether the run in
   * question or another one is active.
   */
  Answer ask(RunOwner owner) {
    if (!owner.host().equals(host) || isThisProcess(owner)) {
      return Answer.UNKNOWN;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(owner.pid()).filter(ProcessHandle::isAlive);
    if (process.isEmpty()) {
      return Answer.DEAD;
    }
    Optional<Instant> started = process.get().info().startInstant();
    if (started.isEmpty() || owner.processStarted().equals(Instant.EPOCH)) {
      return Answer.UNKNOWN;
    }
    return Duration.between(started.get(), owner.processStarted()).abs().compareTo(TOLERANCE) <= 0
        ? Answer.ALIVE
        : Answer.DEAD;
  }

  boolean isThisProcess(RunOwner owner) {
    return owner.host().equals(host) && owner.pid() == ProcessHandle.current().pid();
  }
}
