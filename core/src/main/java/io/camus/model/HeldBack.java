package io.camus.model;

import io.camus.model.OpenTransaction.Hanging;
import io.camus.model.OpenTransaction.Ongoing;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Records of a partition beyond its last stable offset, which readers of committed records do not
 * get before a transaction ends.
 *
 * @param partition the topic-partition
 * @param from the last stable offset, inclusive
 * @param to the replicated end, exclusive, beyond {@code from}
 * @param transaction the oldest open transaction; empty if the brokers do not report it
 */
public record HeldBack(
    TopicPartition partition, long from, long to, Optional<OpenTransaction> transaction) {

  /** The coordinator checks for expired transactions every ten seconds. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  public HeldBack {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "nothing is held back in [%d, %d) of %s", from, to, partition));
    }
  }

  /** Number of blocked offsets, some of which may have no record. */
  public long offsets() {
    return to - from;
  }

  /** Whether the brokers will not end the transaction. */
  public boolean isStuck(Instant now) {
    return transaction
        .filter(it -> it.state() instanceof Hanging || isOverdue(it, now))
        .isPresent();
  }

  private static boolean isOverdue(OpenTransaction transaction, Instant now) {
    return transaction.state() instanceof Ongoing ongoing
        && Duration.between(ongoing.startedAt(), now).minus(GRACE).compareTo(ongoing.timeout()) > 0;
  }

  /** A description of the transaction and its state, for people; not a full sentence. */
  public String words(Instant now) {
    if (transaction.isEmpty()) {
      return "producer unknown (needs Kafka 2.8 or newer and ACL operation Read)";
    }
    OpenTransaction open = transaction.get();
    String producer =
        String.format(Locale.ROOT, "producer %d epoch %d", open.producerId(), open.producerEpoch());
    String named =
        open.transactionalId()
            .map(id -> "transactional id " + id + ", " + producer)
            .orElse(producer);
    if (open.state() instanceof Ongoing ongoing) {
      return String.format(
          Locale.ROOT,
          "%s, open since %s, %s %s",
          named,
          second(ongoing.startedAt()),
          isOverdue(open, now) ? "past its timeout of" : "timeout",
          ongoing.timeout().toSeconds() + " s");
    }
    if (open.state() instanceof Hanging) {
      return named + ", ended by its coordinator but not in this partition";
    }
    return named
        + open.lastRecord().map(time -> ", last record of " + second(time)).orElse("")
        + "; start time unknown (needs ACL operation Describe on the transactional id)";
  }

  /** The command that ends the transaction, for an operator. */
  public String abortCommand() {
    return String.format(
        Locale.ROOT,
        "kafka-transactions.sh abort --topic %s --partition %d --start-offset %d",
        partition.topic(),
        partition.partition(),
        transaction.map(OpenTransaction::startOffset).orElse(from));
  }

  private static Instant second(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
