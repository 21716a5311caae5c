package io.camus.commit;

import io.camus.model.GroupSummary;
import io.camus.spi.StorePath;

/**
 * A group pulled by a finished task, and where its files and counts are.
 *
 * @param task index of the task
 * @param manifest the task's manifest
 * @param index place of the group in the manifest, from 0
 * @param pulled the group without them
 */
record Candidate(int task, StorePath manifest, int index, GroupSummary pulled) {
  String topic() {
    return pulled.topic();
  }
}
