package io.camus.history;

import io.camus.history.PastRun.Committed;
import io.camus.model.PulledGroup;
import io.camus.report.RejectionCounts;
import io.camus.report.TopicFigures;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the records read so far say about a run; the newest are read first. */
final class LoggedRun {
  private final Deque<Long> commits = new ArrayDeque<>();
  private Optional<String> closedBy = Optional.empty();
  private Optional<Instant> closedAt = Optional.empty();
  private final SortedMap<String, TopicFigures> topics = new TreeMap<>();
  private final RejectionCounts rejections = new RejectionCounts();
  private boolean opened;

  void closes(String writer, Instant at) {
    closedBy = Optional.of(writer);
    closedAt = Optional.of(at);
  }

  void opens() {
    opened = true;
  }

  void commits(long record, PulledGroup pulled) {
    if (commits.isEmpty() || commits.peekFirst() != record) {
      commits.addFirst(record);
    }
    topics.computeIfAbsent(pulled.topic(), TopicFigures::new).add(pulled.summary());
    rejections.addCommitted(pulled);
  }

  /** Whether every record of this run was read. */
  boolean isWhole() {
    return opened;
  }

  /** The run that closed it, maybe itself. */
  Optional<String> closedBy() {
    return closedBy;
  }

  /** When it was closed, by the clock of the run that did it. */
  Optional<Instant> closedAt() {
    return closedAt;
  }

  List<Long> commits() {
    return List.copyOf(commits);
  }

  /** What was committed; its rejections have no samples. */
  Committed committed() {
    return new Committed(
        topics.values().stream().map(TopicFigures::summary).toList(), rejections.rows());
  }
}
