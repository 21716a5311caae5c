package io.camus.model;

import java.time.Instant;
import java.util.Locale;

/**
 * Identifies the driver of a run, so others can check whether it is still alive.
 *
 * @param framework {@code local} or {@code yarn}
 * @param host name of the driver's host
 * @param pid process id of the driver on that host
 * @param processStarted when that process started; distinguishes it from a later one with the same
 *     id
 */
public record RunOwner(String framework, String host, long pid, Instant processStarted) {

  /** For people: {@code process 4711 on host nn1, tasks on yarn}. */
  public String inWords() {
    return String.format(Locale.ROOT, "process %d on host %s, tasks on %s", pid, host, framework);
  }
}
