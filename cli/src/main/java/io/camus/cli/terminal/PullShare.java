package io.camus.cli.terminal;

import io.camus.engine.Engine.Progress;

/**
 * How much of its work a job has done.
 *
 * @param offsets to pull, some of which may hold no record; 0 if that is not known
 */
record PullShare(Progress progress, long offsets) {

  /** By records if the engine reports how many were pulled, otherwise by tasks. */
  long percent() {
    if (progress.tasks() == 0) {
      return 0;
    }
    if (isDone()) {
      return 100;
    }
    if (progress.records().isPresent() && offsets > 0) {
      return Math.min(99, 100 * progress.records().get() / offsets);
    }
    return 100L * progress.tasksDone() / progress.tasks();
  }

  /** Offsets that are not pulled yet. */
  long left() {
    return isDone() ? 0 : Math.max(0, offsets - progress.records().orElse(0L));
  }

  private boolean isDone() {
    return progress.tasksDone() == progress.tasks();
  }
}
