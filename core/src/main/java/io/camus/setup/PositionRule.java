package io.camus.setup;

import io.camus.model.NewPosition;
import io.camus.model.PartitionPosition;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.setup.Decision.Leave;
import io.camus.setup.Decision.Pull;
import io.camus.setup.Decision.Reset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Decides from where a partition is pulled, one case after the other: moved to the latest by the
 * user, never seen, topic made again, log cut off, passed by retention, and the usual one. Every
 * new position but the first raises the generation.
 */
final class PositionRule {
  private static final String GO_ON_KEY = "etl.fail.on.offset.outofrange=false";

  private final PlannerSettings settings;
  private final Map<TopicPartition, FirstPosition> firstPositions;
  private final Map<TopicPartition, Long> replicatedEnds;
  private final Map<TopicPartition, Long> divergentOffsets;

  /**
   * @param firstPositions where the partitions begin that were never seen
   * @param replicatedEnds the end of what is replicated
   * @param divergentOffsets where a partition's log is another one than that which was pulled
   */
  PositionRule(
      PlannerSettings settings,
      Map<TopicPartition, FirstPosition> firstPositions,
      Map<TopicPartition, Long> replicatedEnds,
      Map<TopicPartition, Long> divergentOffsets) {
    this.settings = settings;
    this.firstPositions = firstPositions;
    this.replicatedEnds = replicatedEnds;
    this.divergentOffsets = divergentOffsets;
  }

  Decision decide(ObservedTopic observed, int number, Bounds bounds) {
    TopicPartition partition = observed.partition(number);
    Optional<PartitionPosition> known = observed.position(number);
    Uuid topicId = observed.topic().id();
    if (known.isEmpty()) {
      return settings.moveToLatest().test(partition.topic())
          ? firstAtLatest(partition, topicId, bounds)
          : first(partition, topicId);
    }
    PartitionPosition position = known.get();
    boolean sameTopic = observed.continues(position);
    Long divergent = divergentOffsets.get(partition);
    if (sameTopic && divergent != null && divergent < position.next()) {
      return replaced(partition, position, topicId, Math.max(divergent, bounds.earliest()));
    }
    if (sameTopic && position.next() > bounds.end()) {
      return beyondEnd(partition, position, topicId);
    }
    if (settings.moveToLatest().test(partition.topic())) {
      return moveToLatest(partition, position, sameTopic, topicId, bounds);
    }
    if (!sameTopic) {
      String reason = "the topic was deleted and made again";
      return reset(partition, position, topicId, bounds.earliest(), reason, Optional.empty());
    }
    if (position.next() < bounds.earliest()) {
      return passedByRetention(partition, position, topicId, bounds);
    }
    return new Pull(position, Optional.empty(), Optional.empty());
  }

  private Decision first(TopicPartition partition, Uuid topicId) {
    FirstPosition first = firstPositions.get(partition);
    PartitionPosition position = new PartitionPosition(topicId, 0, first.offset());
    return new Pull(
        position,
        Optional.of(
            new Reset(new NewPosition(partition, position, first.reason()), first.lasting())),
        Optional.empty());
  }

  private static Decision firstAtLatest(TopicPartition partition, Uuid topicId, Bounds bounds) {
    PartitionPosition position = new PartitionPosition(topicId, 0, bounds.end());
    NewPosition reset = new NewPosition(partition, position, "first seen, moved to the latest");
    return new Pull(
        position,
        Optional.of(new Reset(reset, true)),
        skipped(partition, bounds.earliest(), bounds.end()));
  }

  private static Decision moveToLatest(
      TopicPartition partition,
      PartitionPosition position,
      boolean sameTopic,
      Uuid topicId,
      Bounds bounds) {
    if (sameTopic && position.next() == bounds.end()) {
      return new Pull(position, Optional.empty(), Optional.empty());
    }
    long skippedFrom = sameTopic ? position.next() : bounds.earliest();
    return reset(
        partition,
        position,
        topicId,
        bounds.end(),
        "moved to the latest",
        skipped(partition, skippedFrom, bounds.end()));
  }

  private Decision passedByRetention(
      TopicPartition partition, PartitionPosition position, Uuid topicId, Bounds bounds) {
    long earliest = bounds.earliest();
    String loss =
        String.format(
            Locale.ROOT,
            "offsets %s are gone: the broker's retention passed them before they were pulled",
            range(position.next(), earliest));
    String where = where(partition, position.next(), earliest);
    if (settings.outOfRange() == OutOfRangePolicy.LEAVE_AND_FAIL) {
      String advice =
          String.format(Locale.ROOT, "; set %s to go on from offset %d", GO_ON_KEY, earliest);
      return new Leave(
          "retention passed its position", new Problem(Severity.DATA, where, loss + advice));
    }
    String message = loss + "; went on from offset " + earliest;
    return reset(
        partition,
        position,
        topicId,
        earliest,
        "retention passed offset " + position.next(),
        Optional.of(new Problem(Severity.DATA, where, message)));
  }

  private Decision beyondEnd(TopicPartition partition, PartitionPosition position, Uuid topicId) {
    Long replicated = replicatedEnds.get(partition);
    if (replicated == null) {
      return new Decision.Leaderless();
    }
    if (position.next() <= replicated) {
      // Pulled when uncommitted records were read as well: an open transaction holds the end back.
      return new Pull(position, Optional.empty(), Optional.empty());
    }
    return cutOff(partition, position, topicId, replicated);
  }

  /** The broker confirmed where its log is another one than that which was pulled. */
  private Decision replaced(
      TopicPartition partition, PartitionPosition position, Uuid topicId, long from) {
    String outcome =
        movesOn(partition)
            ? String.format(Locale.ROOT, "went on from offset %d, with what stands there now", from)
            : String.format(Locale.ROOT, "set %s to pull what stands there now", GO_ON_KEY);
    String message =
        String.format(
            Locale.ROOT,
            "the broker lost offsets %s, which were pulled before (an unclean leader election, or a"
                + " disk restored from a copy); other records stand there now, or none; %s",
            range(from, position.next()),
            outcome);
    return cutOff(partition, position, topicId, from, "was cut off before", message);
  }

  private boolean movesOn(TopicPartition partition) {
    return settings.outOfRange() == OutOfRangePolicy.MOVE_ON
        || settings.moveToLatest().test(partition.topic());
  }

  private Decision cutOff(
      TopicPartition partition, PartitionPosition position, Uuid topicId, long end) {
    String outcome =
        movesOn(partition)
            ? "went on from offset " + end
            : String.format(Locale.ROOT, "set %s to go on from there", GO_ON_KEY);
    String message =
        String.format(
            Locale.ROOT,
            "the broker lost offsets %s, which were pulled before (an unclean leader election, or a"
                + " disk restored from a copy); what was written below offset %d since then cannot"
                + " be told from what was pulled and is not pulled; %s",
            range(end, position.next()),
            end,
            outcome);
    return cutOff(partition, position, topicId, end, "ends before", message);
  }

  private Decision cutOff(
      TopicPartition partition,
      PartitionPosition position,
      Uuid topicId,
      long end,
      String how,
      String message) {
    Problem problem = new Problem(Severity.DATA, where(partition, end, position.next()), message);
    return movesOn(partition)
        ? reset(
            partition,
            position,
            topicId,
            end,
            String.format(Locale.ROOT, "its log %s offset %d", how, position.next()),
            Optional.of(problem))
        : new Leave(String.format(Locale.ROOT, "its log %s its position", how), problem);
  }

  private static Decision reset(
      TopicPartition partition,
      PartitionPosition old,
      Uuid topicId,
      long next,
      String reason,
      Optional<Problem> problem) {
    PartitionPosition position = new PartitionPosition(topicId, old.generation() + 1, next);
    NewPosition reset = new NewPosition(partition, position, reason);
    return new Pull(position, Optional.of(new Reset(reset, true)), problem);
  }

  private static Optional<Problem> skipped(TopicPartition partition, long from, long to) {
    if (from == to) {
      return Optional.empty();
    }
    String message =
        String.format(
            Locale.ROOT,
            "offsets %s are skipped: kafka.move.to.last.offset.list names the topic",
            range(from, to));
    return Optional.of(new Problem(Severity.NOTICE, where(partition, from, to), message));
  }

  private static String where(TopicPartition partition, long from, long to) {
    return String.format(Locale.ROOT, "%s@[%d,%d)", partition, from, to);
  }

  private static String range(long from, long to) {
    return String.format(
        Locale.ROOT,
        "[%d, %d) = %d %s",
        from,
        to,
        to - from,
        to - from == 1 ? "offset" : "offsets");
  }
}
