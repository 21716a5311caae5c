package io.camus.verify;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects violations: the first ones as they are, of the others the number. */
public final class Findings {
  private final int most;
  private final List<Violation> kept = new ArrayList<>();
  private final Map<String, Long> byTopic = new HashMap<>();
  private final Map<Violation.Kind, Long> byKind = new EnumMap<>(Violation.Kind.class);

  /**
   * @param most how many are kept
   */
  public Findings(int most) {
    this.most = most;
  }

  /** One more. */
  public void add(Violation violation) {
    violation.topic().ifPresent(topic -> byTopic.merge(topic, 1L, Long::sum));
    byKind.merge(violation.kind(), 1L, Long::sum);
    if (kept.size() < most) {
      kept.add(violation);
    }
  }

  /** The first ones. */
  public List<Violation> kept() {
    return List.copyOf(kept);
  }

  /** All that were added, by kind. */
  public Map<Violation.Kind, Long> byKind() {
    return Map.copyOf(byKind);
  }

  long ofTopic(String topic) {
    return byTopic.getOrDefault(topic, 0L);
  }
}
