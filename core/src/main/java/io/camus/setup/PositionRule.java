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
 *
 * @param firstPositions where the partitions begin that were never seen
 * @param replicatedEnds the end of what is replicated
 * @param divergentOffsets where a partition's log is another one than that which was pulled
 */
record PositionRule(
    PlannerSettings settings,
    Map<TopicPartition, FirstPosition> firstPositions,
    Map<TopicPartition, Long> replicatedEnds,
    Map<TopicPartition, Long> divergentOffsets) {
  private static final String GO_ON_KEY = "etl.fail.on.offset.outofrange=false";

  /**
   * A position in the commit log.
   *
   * @param topicId the topic's id now
   */
  private record Known(TopicPartition partition, PartitionPosition position, Uuid topicId) {
    Decision unchanged() {
      return new Pull(position, Optional.empty(), Optional.empty());
    }

    Decision reset(long next, String reason, Optional<Problem> problem) {
      PartitionPosition set = new PartitionPosition(topicId, position.generation() + 1, next);
      return pull(new NewPosition(partition, set, reason), true, problem);
    }

    Problem loss(long from, long to, String message) {
      return new Problem(Severity.DATA, where(partition, from, to), message);
    }
  }

  Decision decide(ObservedTopic observed, int number, Bounds bounds) {
    TopicPartition partition = observed.partition(number);
    Uuid topicId = observed.topic().id();
    boolean toLatest = settings.moveToLatest().test(partition.topic());
    if (observed.position(number).isEmpty()) {
      return toLatest ? firstAtLatest(partition, topicId, bounds) : first(partition, topicId);
    }
    PartitionPosition position = observed.position(number).get();
    Known known = new Known(partition, position, topicId);
    if (!observed.continues(position)) {
      return toLatest
          ? moveToLatest(known, bounds.earliest(), bounds.end())
          : known.reset(
              bounds.earliest(), "the topic was deleted and made again", Optional.empty());
    }
    Long divergent = divergentOffsets.get(partition);
    if (divergent != null && divergent < position.next()) {
      return replaced(known, Math.max(divergent, bounds.earliest()));
    }
    if (position.next() > bounds.end()) {
      return beyondEnd(known);
    }
    if (toLatest && position.next() < bounds.end()) {
      return moveToLatest(known, position.next(), bounds.end());
    }
    return position.next() < bounds.earliest()
        ? passedByRetention(known, bounds.earliest())
        : known.unchanged();
  }

  private Decision first(TopicPartition partition, Uuid topicId) {
    FirstPosition first = firstPositions.get(partition);
    NewPosition position =
        new NewPosition(
            partition, new PartitionPosition(topicId, 0, first.offset()), first.reason());
    return pull(position, first.lasting(), Optional.empty());
  }

  private static Decision firstAtLatest(TopicPartition partition, Uuid topicId, Bounds bounds) {
    NewPosition position =
        new NewPosition(
            partition,
            new PartitionPosition(topicId, 0, bounds.end()),
            "first seen, moved to the latest");
    return pull(position, true, skipped(partition, bounds.earliest(), bounds.end()));
  }

  private static Decision pull(NewPosition from, boolean lasting, Optional<Problem> problem) {
    return new Pull(from.position(), Optional.of(new Reset(from, lasting)), problem);
  }

  private static Decision moveToLatest(Known known, long from, long end) {
    return known.reset(end, "moved to the latest", skipped(known.partition(), from, end));
  }

  private Decision passedByRetention(Known known, long earliest) {
    long next = known.position().next();
    String loss =
        String.format(
            Locale.ROOT,
            "offsets %s are gone: the broker's retention passed them before they were pulled",
            range(next, earliest));
    if (settings.outOfRange() == OutOfRangePolicy.LEAVE_AND_FAIL) {
      String advice =
          String.format(Locale.ROOT, "; set %s to go on from offset %d", GO_ON_KEY, earliest);
      return new Leave("retention passed its position", known.loss(next, earliest, loss + advice));
    }
    String message = loss + "; went on from offset " + earliest;
    return known.reset(
        earliest,
        "retention passed offset " + next,
        Optional.of(known.loss(next, earliest, message)));
  }

  private Decision beyondEnd(Known known) {
    Long replicated = replicatedEnds.get(known.partition());
    if (replicated == null) {
      return new Decision.Leaderless();
    }
    // Pulled when uncommitted records were read as well: an open transaction holds the end back.
    return known.position().next() <= replicated ? known.unchanged() : cutOff(known, replicated);
  }

  /** The broker confirmed where its log is another one than that which was pulled. */
  private Decision replaced(Known known, long from) {
    String outcome =
        movesOn(known)
            ? String.format(Locale.ROOT, "went on from offset %d, with what stands there now", from)
            : String.format(Locale.ROOT, "set %s to pull what stands there now", GO_ON_KEY);
    String message =
        String.format(
            Locale.ROOT,
            "the broker lost offsets %s, which were pulled before (an unclean leader election, or a"
                + " disk restored from a copy); other records stand there now, or none; %s",
            range(from, known.position().next()),
            outcome);
    return cutOff(known, from, "was cut off before", message);
  }

  private boolean movesOn(Known known) {
    return settings.outOfRange() == OutOfRangePolicy.MOVE_ON
        || settings.moveToLatest().test(known.partition().topic());
  }

  private Decision cutOff(Known known, long end) {
    String outcome =
        movesOn(known)
            ? "went on from offset " + end
            : String.format(Locale.ROOT, "set %s to go on from there", GO_ON_KEY);
    String message =
        String.format(
            Locale.ROOT,
            "the broker lost offsets %s, which were pulled before (an unclean leader election, or a"
                + " disk restored from a copy); what was written below offset %d since then cannot"
                + " be told from what was pulled and is not pulled; %s",
            range(end, known.position().next()),
            end,
            outcome);
    return cutOff(known, end, "ends before", message);
  }

  private Decision cutOff(Known known, long end, String how, String message) {
    long next = known.position().next();
    Problem problem = known.loss(end, next, message);
    return movesOn(known)
        ? known.reset(
            end,
            String.format(Locale.ROOT, "its log %s offset %d", how, next),
            Optional.of(problem))
        : new Leave(String.format(Locale.ROOT, "its log %s its position", how), problem);
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
