package io.camus.books;

import io.camus.offsets.PositionLine;
import io.camus.offsets.PositionStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How far a topic is pulled.
 *
 * @param openFromMillis the earliest time of which messages may not be pulled yet; the largest long
 *     if everything is pulled
 * @param lost offsets that Kafka no longer has and that were never pulled
 * @param reason what is not pulled, for people; may be empty
 */
record TopicProgress(long openFromMillis, long lost, String reason) {
  /** Everything was pulled. */
  static final TopicProgress WHOLE = new TopicProgress(Long.MAX_VALUE, 0, "");

  /** The progress of each topic that the settings include. */
  static Map<String, TopicProgress> of(List<PositionLine> lines) {
    Map<String, TopicProgress> topics = new HashMap<>();
    for (PositionLine line : lines) {
      if (line.status() != PositionStatus.LEFT_OUT && line.status() != PositionStatus.GONE) {
        topics.merge(line.partition().topic(), of(line), TopicProgress::joined);
      }
    }
    return topics;
  }

  private static TopicProgress of(PositionLine line) {
    long from = Long.MAX_VALUE;
    List<String> reasons = new ArrayList<>();
    if (line.status() == PositionStatus.LEADERLESS) {
      from = Long.MIN_VALUE;
      reasons.add(line.partition() + " has no leader");
    }
    if (line.lag() > 0) {
      from = Math.min(from, line.recordTime().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE));
      reasons.add(
          String.format(
              Locale.ROOT, "%s: %,d offsets not pulled yet", line.partition(), line.lag()));
    }
    if (line.heldBackOffsets() > 0) {
      Optional<Instant> began =
          line.heldBack().flatMap(it -> it.transaction()).flatMap(it -> it.startedAt());
      from = Math.min(from, began.map(Instant::toEpochMilli).orElse(Long.MIN_VALUE));
      reasons.add(
          String.format(
              Locale.ROOT,
              "%s: %,d offsets behind an open transaction",
              line.partition(),
              line.heldBackOffsets()));
    }
    return new TopicProgress(from, line.lost(), String.join("; ", reasons));
  }

  private TopicProgress joined(TopicProgress other) {
    return new TopicProgress(
        Math.min(openFromMillis, other.openFromMillis),
        lost + other.lost,
        reason.isEmpty() || other.reason.isEmpty()
            ? reason + other.reason
            : reason + "; " + other.reason);
  }
}
