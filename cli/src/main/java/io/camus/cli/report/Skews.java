package io.camus.cli.report;

import io.camus.cli.report.RunRow.Skew;
import io.camus.model.LogEntry;
import io.camus.model.PulledRange;
import io.camus.model.RunId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** How unequal the tasks and partitions of runs were, from the commit log. */
final class Skews {
  private final Map<RunId, Shares> open = new HashMap<>();
  private final Map<RunId, Skew> closed = new HashMap<>();

  /** The committed work of a run, in bytes. */
  private static final class Shares {
    final Map<Integer, Long> tasks = new HashMap<>();
    final Map<TopicPartition, Long> partitions = new HashMap<>();

    Skew skew() {
      List<Long> sorted = tasks.values().stream().sorted().toList();
      Map.Entry<TopicPartition, Long> largest =
          partitions.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
      return new Skew(
          sorted.size(),
          sorted.get((sorted.size() - 1) / 2),
          sorted.get(sorted.size() - 1),
          largest.getKey().toString(),
          largest.getValue());
    }
  }

  void add(LogEntry.Commits commits) {
    Shares shares = open.computeIfAbsent(commits.run(), run -> new Shares());
    for (PulledRange range : commits.pulled().ranges()) {
      shares.tasks.merge(commits.task(), range.bytes(), Long::sum);
      shares.partitions.merge(range.range().partition(), range.bytes(), Long::sum);
    }
  }

  /** A run has ended; only its skew is kept. */
  void close(RunId run) {
    Optional.ofNullable(open.remove(run)).ifPresent(shares -> closed.put(run, shares.skew()));
  }

  Optional<Skew> of(RunId run) {
    return Optional.ofNullable(closed.get(run))
        .or(() -> Optional.ofNullable(open.get(run)).map(Shares::skew));
  }
}
