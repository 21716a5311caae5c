package io.camus.books;

import io.camus.model.PulledRange;
import io.camus.model.RunId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * When runs have pulled everything of a topic: what is committed later in windows that had ended
 * then arrived late. A run that stopped before the end of its plan has not.
 */
final class RunPasses {
  private final Map<RunId, Set<String>> unfinished = new HashMap<>();
  private final Map<String, Long> passed = new HashMap<>();
  private long passedByAll = Long.MIN_VALUE;

  void committed(RunId run, PulledRange range) {
    if (range.unfinished().isPresent()) {
      unfinished.computeIfAbsent(run, it -> new HashSet<>()).add(range.range().partition().topic());
    }
    passed.computeIfAbsent(range.range().partition().topic(), it -> passedByAll);
  }

  void closed(RunId run) {
    long at = run.startedAt().toEpochMilli();
    Set<String> not = unfinished.getOrDefault(run, Set.of());
    unfinished.remove(run);
    passed.replaceAll((topic, before) -> not.contains(topic) ? before : Math.max(before, at));
    passedByAll = Math.max(passedByAll, at);
  }

  /** The begin of the last run that had pulled everything of a topic, so far. */
  long passedMillis(String topic) {
    return passed.getOrDefault(topic, passedByAll);
  }
}
