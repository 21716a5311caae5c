package io.camus.model;

import java.util.List;

/**
 * A task manifest without files and counts.
 *
 * @param task index of the task
 * @param groups what the task pulled, in the order of the manifest
 * @param notices notices for the user, one sentence each
 */
public record ManifestSummary(int task, List<GroupSummary> groups, List<String> notices) {

  public ManifestSummary {
    groups = List.copyOf(groups);
    notices = List.copyOf(notices);
  }
}
