package io.camus.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An open transaction in a partition. Readers of committed records get nothing from its first
 * offset on, not even records of other producers.
 *
 * @param producerId Kafka's id of the producer
 * @param producerEpoch how often the producer was initialised
 * @param startOffset the transaction's first offset in the partition
 * @param lastRecord timestamp of the producer's last record in the partition, as set by the
 *     producer; empty if the broker does not report it
 * @param state the coordinator's view of it
 */
public record OpenTransaction(
    long producerId,
    int producerEpoch,
    long startOffset,
    Optional<Instant> lastRecord,
    State state) {

  /** The coordinator's view of a transaction. */
  public sealed interface State {}

  /**
   * It is active; the coordinator aborts it after the timeout.
   *
   * @param transactionalId the producer's {@code transactional.id}
   * @param startedAt when it began
   * @param timeout the producer's {@code transaction.timeout.ms}
   */
  public record Ongoing(String transactionalId, Instant startedAt, Duration timeout)
      implements State {}

  /**
   * The coordinator has ended it, or never had it for this partition: only an operator can end it
   * here.
   *
   * @param transactionalId the producer's {@code transactional.id}
   */
  public record Hanging(String transactionalId) implements State {}

  /** Unknown: the client's user may not see it, or a broker did not answer. */
  public record Unknown() implements State {}

  /** When it began, if known. */
  public Optional<Instant> startedAt() {
    return state instanceof Ongoing ongoing ? Optional.of(ongoing.startedAt()) : Optional.empty();
  }

  /** The producer's {@code transactional.id}, if known. */
  public Optional<String> transactionalId() {
    if (state instanceof Ongoing ongoing) {
      return Optional.of(ongoing.transactionalId());
    }
    return state instanceof Hanging hanging
        ? Optional.of(hanging.transactionalId())
        : Optional.empty();
  }
}
