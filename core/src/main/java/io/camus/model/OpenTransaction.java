package io.camus.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A transaction that has begun in a partition and has not ended there. Readers of committed records
 * get nothing from its first offset on, also of what other producers have written since.
 *
 * @param producerId Kafka's id of the producer
 * @param producerEpoch how often the producer was initialised
 * @param startOffset the transaction's first offset in the partition
 * @param lastRecord Kafka's time of the producer's last record in the partition, which a producer
 *     may set as it likes; empty if the broker does not tell
 * @param state what the transaction's coordinator says
 */
public record OpenTransaction(
    long producerId,
    int producerEpoch,
    long startOffset,
    Optional<Instant> lastRecord,
    State state) {

  /** What the coordinator of a transaction says about it. */
  public sealed interface State {}

  /**
   * The coordinator waits for its end and aborts it after the timeout.
   *
   * @param transactionalId the producer's {@code transactional.id}
   * @param startedAt when it began
   * @param timeout the producer's {@code transaction.timeout.ms}
   */
  public record Ongoing(String transactionalId, Instant startedAt, Duration timeout)
      implements State {}

  /**
   * The coordinator has ended it, or never knew it in this partition: nothing but an operator will
   * ever end it here.
   *
   * @param transactionalId the producer's {@code transactional.id}
   */
  public record Hanging(String transactionalId) implements State {}

  /** No coordinator tells it: the client's user may not see it, or a broker did not answer. */
  public record Unknown() implements State {}

  /** When it began, as its coordinator says. */
  public Optional<Instant> startedAt() {
    return state instanceof Ongoing ongoing ? Optional.of(ongoing.startedAt()) : Optional.empty();
  }

  /** The producer's {@code transactional.id}, if a coordinator tells it. */
  public Optional<String> transactionalId() {
    if (state instanceof Ongoing ongoing) {
      return Optional.of(ongoing.transactionalId());
    }
    return state instanceof Hanging hanging
        ? Optional.of(hanging.transactionalId())
        : Optional.empty();
  }
}
