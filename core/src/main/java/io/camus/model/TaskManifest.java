package io.camus.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The durable record of one finished attempt: what it pulled and where its files are. It is valid
 * even if its files are already published.
 *
 * @param run the run
 * @param task index of the task
 * @param attempt the attempt that wrote the files
 * @param groups what it pulled
 * @param notices notices for the user, one sentence each
 */
public record TaskManifest(
    RunId run, int task, String attempt, List<PulledGroup> groups, List<String> notices) {

  public TaskManifest {
    requireNonNull(run, "run");
    requireNonNull(attempt, "attempt");
    groups = List.copyOf(groups);
    notices = List.copyOf(notices);
  }
}
