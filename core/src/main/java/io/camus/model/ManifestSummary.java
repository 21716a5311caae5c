package io.camus.model;

import java.util.List;

/**
 * A task manifest without files and counts.
 *
 * @param task index of the task
 * @param groups what the task pulled, in the order of the manifest
 * @param notices what the user should know of how it did that, one sentence each
 */
public record ManifestSummary(int task, List<GroupSummary> groups, List<String> notices) {

  public ManifestSummary {
    groups = List.copyOf(groups);
    notices = List.copyOf(notices);
  }
}
