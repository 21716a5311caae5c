package io.camus.verify;

import io.camus.commit.LiveFile;
import io.camus.model.OffsetRange;
import io.camus.verify.Violation.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Collects violations: the first ones in full, the others as a number. */
public final class Findings {
  private final int most;
  private final List<Violation> kept = new ArrayList<>();
  private final Map<String, Long> byTopic = new HashMap<>();
  private final Map<Kind, Long> byKind = new EnumMap<>(Kind.class);

  /**
   * @param most maximum number to keep
   */
  public Findings(int most) {
    this.most = most;
  }

  /** Adds one. */
  public void add(Violation violation) {
    violation.topic().ifPresent(topic -> byTopic.merge(topic, 1L, Long::sum));
    byKind.merge(violation.kind(), 1L, Long::sum);
    if (kept.size() < most) {
      kept.add(violation);
    }
  }

  /** Adds a violation about a file of the commit log. */
  void log(Kind kind, long record, String file, String meaning) {
    add(kind, Optional.empty(), Optional.empty(), Optional.of(file), record, meaning);
  }

  /** Adds a violation about an entry of the commit log, or about its records in Kafka. */
  public void entry(Kind kind, long record, OffsetRange range, String meaning) {
    Optional<String> topic = Optional.of(range.partition().topic());
    add(kind, topic, Optional.of(range), Optional.empty(), record, meaning);
  }

  /** Adds a violation about a committed file. */
  void file(Kind kind, LiveFile named, String path, String meaning) {
    Optional<String> topic = Optional.of(named.topic());
    add(kind, topic, named.file().range(), Optional.of(path), named.record(), meaning);
  }

  private void add(
      Kind kind,
      Optional<String> topic,
      Optional<OffsetRange> range,
      Optional<String> file,
      long record,
      String meaning) {
    add(new Violation(kind, topic, range, file, OptionalLong.of(record), meaning));
  }

  /** The first ones. */
  public List<Violation> kept() {
    return List.copyOf(kept);
  }

  /** The number of all violations, by kind. */
  public Map<Kind, Long> byKind() {
    return Map.copyOf(byKind);
  }

  long ofTopic(String topic) {
    return byTopic.getOrDefault(topic, 0L);
  }
}
