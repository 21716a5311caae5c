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
 * Decides where a partition's pull starts, in this order: moved to the latest offset by a setting,
 * new, topic recreated, log truncated, deleted by retention, or the usual case. Every new position
 * except the first raises the generation.
 *
 * @param firstPositions where new partitions start
 * @param replicatedEnds the replicated ends
 * @param divergentOffsets where logs diverge from what was pulled
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
   * @param topicId the topic's current id
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
          : known.reset(bounds.earliest(), "the topic was deleted and recreated", Optional.empty());
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
            "new, moved to the latest offset");
    return pull(position, true, skipped(partition, bounds.earliest(), bounds.end()));
  }

  private static Decision pull(NewPosition from, boolean lasting, Optional<Problem> problem) {
    return new Pull(from.position(), Optional.of(new Reset(from, lasting)), problem);
  }

  private static Decision moveToLatest(Known known, long from, long end) {
    return known.reset(end, "moved to the latest offset", skipped(known.partition(), from, end));
  }

  private Decision passedByRetention(Known known, long earliest) {
    long next = known.position().next();
    String loss =
        String.format(
            Locale.ROOT,
            "offsets %s are gone: retention deleted them before they were pulled",
            range(next, earliest));
    if (settings.outOfRange() == OutOfRangePolicy.LEAVE_AND_FAIL) {
      String advice =
          String.format(Locale.ROOT, "; set %s to continue from offset %d", GO_ON_KEY, earliest);
      return new Leave(
          "retention deleted its next offset", known.loss(next, earliest, loss + advice));
    }
    String message = loss + "; continued from offset " + earliest;
    return known.reset(
        earliest,
        "retention deleted offset " + next,
        Optional.of(known.loss(next, earliest, message)));
  }

  private Decision beyondEnd(Known known) {
    Long replicated = replicatedEnds.get(known.partition());
    if (replicated == null) {
      return new Decision.Leaderless();
    }
    // Pulled under read_uncommitted: an open transaction now blocks the end.
    return known.position().next() <= replicated ? known.unchanged() : cutOff(known, replicated);
  }

  /** The broker reported where its log diverges. */
  private Decision replaced(Known known, long from) {
    String outcome =
        movesOn(known)
            ? String.format(
                Locale.ROOT, "continued from offset %d, with the records there now", from)
            : String.format(Locale.ROOT, "set %s to pull the records there now", GO_ON_KEY);
    String message =
        String.format(
            Locale.ROOT,
            "the broker lost offsets %s after they were pulled (an unclean leader election, or a"
                + " disk restored from a copy); there are other records now, or none; %s",
            range(from, known.position().next()),
            outcome);
    return cutOff(known, from, "was truncated before", message);
  }

  private boolean movesOn(Known known) {
    return settings.outOfRange() == OutOfRangePolicy.MOVE_ON
        || settings.moveToLatest().test(known.partition().topic());
  }

  private Decision cutOff(Known known, long end) {
    String outcome =
        movesOn(known)
            ? "continued from offset " + end
            : String.format(Locale.ROOT, "set %s to continue from there", GO_ON_KEY);
    String message =
        String.format(
            Locale.ROOT,
            "the broker lost offsets %s after they were pulled (an unclean leader election, or a"
                + " disk restored from a copy); records written below offset %d since then cannot"
                + " be distinguished from those already pulled, and are not pulled; %s",
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
