package io.camus.source;

import io.camus.failure.KafkaRefusal;
import io.camus.model.Unfinished;
import io.camus.source.RecordSource.Visitor;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/**
 * Handles failures of Kafka's client for all readers: those about partitions end their ranges;
 * others may be transient, and are counted.
 */
final class ReadFailures {
  private static final int FAILURES_IN_A_ROW = 5;
  private static final int REFUSALS = 3;

  private final ActiveRanges active;
  private final LostOffsets lost;
  private int failures;
  private int refusals;

  /** How a failure was handled. */
  enum Outcome {
    /** It ended ranges. */
    TOLD,
    /** The same poll may succeed next time. */
    PASSING,
    /** It came {@value #FAILURES_IN_A_ROW} times in a row; counting restarts. */
    LASTING
  }

  ReadFailures(ActiveRanges active, LostOffsets lost) {
    this.active = active;
    this.lost = lost;
  }

  /** A poll did not fail. */
  void pollWorked() {
    failures = 0;
  }

  /**
   * Records arrived. Between two refusals the client waits to reconnect, and polls are empty: only
   * records show that it was accepted.
   */
  void recordsCame() {
    refusals = 0;
  }

  Outcome failed(KafkaException e, Visitor visitor) throws InterruptedException {
    if (named(e, visitor)) {
      return Outcome.TOLD;
    }
    if (e instanceof AuthenticationException || e instanceof AuthorizationException) {
      refusals++;
      if (refusals < REFUSALS) {
        return Outcome.PASSING;
      }
      breakAll(
          visitor,
          active.partitions(),
          KafkaRefusal.reason(e).orElseGet(() -> String.valueOf(e.getMessage())));
      return Outcome.TOLD;
    }
    failures++;
    if (failures < FAILURES_IN_A_ROW) {
      return Outcome.PASSING;
    }
    failures = 0;
    return Outcome.LASTING;
  }

  void breakAll(Visitor visitor, Collection<TopicPartition> partitions, String why) {
    for (TopicPartition partition : List.copyOf(partitions)) {
      breakRange(visitor, partition, "the Kafka consumer failed: " + why);
    }
  }

  /** Handles a failure about named partitions; returns whether it is one. */
  boolean named(KafkaException e, Visitor visitor) throws InterruptedException {
    if (e instanceof InterruptException) {
      throw new InterruptedException(e.getMessage());
    }
    if (e instanceof OffsetOutOfRangeException outOfRange) {
      // An inactive range has been finished: the response was already in flight.
      outOfRange.offsetOutOfRangePartitions().entrySet().stream()
          .filter(entry -> active.contains(entry.getKey()))
          .forEach(
              entry ->
                  visitor.broken(
                      active.of(entry.getKey()),
                      lost.why(outOfRange, entry.getKey(), entry.getValue())));
      return true;
    }
    if (e instanceof TopicAuthorizationException refused) {
      for (TopicPartition partition : List.copyOf(active.partitions())) {
        if (refused.unauthorizedTopics().contains(partition.topic())) {
          breakRange(
              visitor,
              partition,
              String.format(
                  Locale.ROOT,
                  "the client's user may not read topic %s; grant it ACL operation Read",
                  partition.topic()));
        }
      }
      return true;
    }
    return false;
  }

  private void breakRange(Visitor visitor, TopicPartition partition, String why) {
    visitor.broken(active.of(partition), new Unfinished(Unfinished.Reason.FAULT, why));
  }
}
