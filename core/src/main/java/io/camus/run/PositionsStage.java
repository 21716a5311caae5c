package io.camus.run;

import io.camus.commit.CommitLog;
import io.camus.model.CamusException;
import io.camus.model.PartitionPosition;
import io.camus.model.Problem.Severity;
import io.camus.report.StopSignal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** The end of a run: copies its positions for lag monitors, and looks at what is left in Kafka. */
record PositionsStage(CommitLog log, PositionsStep step, RunReport report) {

  /** Reports failures, which are not failures of the run. */
  void finish() {
    copyPositions();
    lookAtUnread();
  }

  private void copyPositions() {
    Map<TopicPartition, PartitionPosition> positions = new HashMap<>(log.state().positions());
    positions.keySet().retainAll(report.partitions());
    try {
      step.copy(positions);
    } catch (CamusException e) {
      report.problem(
          Severity.WARNING,
          "camus.lag.group",
          e.getMessage() + "; the run itself is not affected, and the next one will retry");
    }
  }

  /** A run that is being stopped has no time for it. */
  private void lookAtUnread() {
    Set<String> behind = report.topicsBehind();
    if (behind.isEmpty() || StopSignal.ofProcess().isPresent()) {
      return;
    }
    try {
      report.unread(step.unread(log.state().positions(), behind));
    } catch (CamusException e) {
      report.problem(
          Severity.NOTICE, "kafka", "the age of the unread records is unknown: " + e.getMessage());
    }
  }
}
