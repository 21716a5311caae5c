package io.camus.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The durable promise of one finished attempt: what it pulled and where the files are. It is valid
 * even when its files have been published already.
 *
 * @param run the run
 * @param task index of the task
 * @param attempt the attempt that wrote the files
 * @param groups what it pulled
 * @param notices what the user should know of how it did that, one sentence each
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
