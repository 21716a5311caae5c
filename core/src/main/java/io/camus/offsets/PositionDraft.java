package io.camus.offsets;

import io.camus.model.HeldBack;
import io.camus.model.OffsetRange;
import io.camus.model.PartitionPosition;
import io.camus.model.Quantity;
import io.camus.offsets.TimeToLoss.Backlog;
import io.camus.offsets.TimeToLoss.Kind;
import io.camus.setup.Bounds;
import io.camus.setup.LogDetails.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * A line of the report, before records are read.
 *
 * @param topicId the topic's current id; empty if the partition no longer exists
 * @param position the position in the commit log
 * @param whyOut why the settings exclude the topic
 * @param held the available offsets; empty if the brokers do not report them
 * @param replicatedEnd the replicated end, exclusive
 * @param heldBack what an open transaction blocks
 */
record PositionDraft(
    TopicPartition partition,
    Optional<Uuid> topicId,
    Optional<PartitionPosition> position,
    Optional<String> whyOut,
    Optional<Bounds> held,
    Optional<Long> replicatedEnd,
    Optional<HeldBack> heldBack) {

  private boolean isBeyondEnd() {
    return isOfThisTopic() && held.isPresent() && next() > end();
  }

  private boolean isOfThisTopic() {
    return position.isPresent() && topicId.filter(position.get()::isOf).isPresent();
  }

  private long next() {
    return position.orElseThrow().next();
  }

  private long start() {
    return held.orElseThrow().earliest();
  }

  private long end() {
    return held.orElseThrow().end();
  }

  PositionStatus status() {
    if (topicId.isEmpty()) {
      return PositionStatus.GONE;
    }
    if (whyOut.isPresent()) {
      return PositionStatus.LEFT_OUT;
    }
    if (held.isEmpty() || (isBeyondEnd() && replicatedEnd.isEmpty())) {
      return PositionStatus.LEADERLESS;
    }
    if (position.isEmpty()) {
      return PositionStatus.NEW;
    }
    if (!isOfThisTopic()) {
      return PositionStatus.MADE_AGAIN;
    }
    if (next() < start()) {
      return PositionStatus.LOST;
    }
    return isBeyondEnd() && next() > replicatedEnd.orElseThrow()
        ? PositionStatus.CUT_OFF
        : PositionStatus.PULLED;
  }

  long lag() {
    if (held.isEmpty()) {
      return 0;
    }
    long from = isOfThisTopic() ? Math.max(next(), start()) : start();
    return Math.max(0, end() - from);
  }

  private long lost() {
    return switch (status()) {
      case LOST -> start() - next();
      case CUT_OFF -> next() - replicatedEnd.orElseThrow();
      default -> 0;
    };
  }

  /** Whether there are records to pull, including those blocked by a transaction. */
  boolean isBehind() {
    return lag() > 0 || (heldBack.isPresent() && next() < heldBack.get().to());
  }

  /** Where the records end, committed or not. */
  private long lastEnd() {
    return heldBack.map(HeldBack::to).orElseGet(this::end);
  }

  /** What was not pulled, committed or not; only for valid positions. */
  OffsetRange backlog() {
    return new OffsetRange(
        partition, topicId.orElseThrow(), position.orElseThrow().generation(), next(), lastEnd());
  }

  PositionLine line(
      Optional<Instant> recordTime,
      Optional<Retention> retention,
      Optional<Long> storedBytes,
      Instant now) {
    return new PositionLine(
        partition,
        status(),
        position,
        held.map(it -> OptionalLong.of(it.earliest())).orElse(OptionalLong.empty()),
        held.map(it -> OptionalLong.of(it.end())).orElse(OptionalLong.empty()),
        lag(),
        lost(),
        heldBack,
        recordTime,
        recordTime.map(time -> age(time, now)),
        timeToLoss(recordTime, retention, storedBytes, now),
        note(now));
  }

  private static Duration age(Instant time, Instant now) {
    return time.isAfter(now) ? Duration.ZERO : Duration.between(time, now);
  }

  private TimeToLoss timeToLoss(
      Optional<Instant> recordTime,
      Optional<Retention> retention,
      Optional<Long> storedBytes,
      Instant now) {
    if (status() == PositionStatus.LOST) {
      return TimeToLoss.lost();
    }
    if (status() != PositionStatus.PULLED) {
      return TimeToLoss.without(Kind.UNKNOWN);
    }
    if (!isBehind()) {
      return TimeToLoss.without(Kind.NOTHING_THERE);
    }
    Backlog backlog =
        new Backlog(
            lastEnd() - Math.max(next(), start()),
            lastEnd() - start(),
            storedBytes.map(OptionalLong::of).orElse(OptionalLong.empty()),
            recordTime);
    return retention
        .map(limits -> TimeToLoss.of(limits, backlog, now))
        .orElse(TimeToLoss.without(Kind.UNKNOWN));
  }

  private Optional<String> note(Instant now) {
    return switch (status()) {
      case LOST ->
          Optional.of(
              String.format(
                  Locale.ROOT, "offsets [%d, %d) are gone: deleted by retention", next(), start()));
      case CUT_OFF ->
          Optional.of(
              String.format(
                  Locale.ROOT,
                  "the broker lost offsets [%d, %d) after they were pulled",
                  replicatedEnd.orElseThrow(),
                  next()));
      case MADE_AGAIN ->
          Optional.of("the topic was deleted and recreated; the next run pulls it from the start");
      case NEW -> Optional.of("never pulled; the next run decides where to start");
      case LEFT_OUT -> Optional.of("excluded: " + whyOut.orElseThrow());
      case LEADERLESS -> Optional.of("no broker reports its offsets");
      case GONE -> Optional.of("no longer in the cluster, or not readable");
      case PULLED -> heldBack.map(it -> waiting(it, now));
    };
  }

  private static String waiting(HeldBack heldBack, Instant now) {
    String words =
        String.format(
            Locale.ROOT,
            "%s from %d on are blocked by an open transaction (%s)",
            Quantity.of(heldBack.offsets(), "offset"),
            heldBack.from(),
            heldBack.words(now));
    return heldBack.isStuck(now)
        ? words + "; the brokers will not end it, run: " + heldBack.abortCommand()
        : words;
  }
}
