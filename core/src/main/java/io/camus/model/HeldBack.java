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
 * What a partition holds beyond its last stable offset: records that readers of committed records
 * do not get before a transaction ends.
 *
 * @param partition the topic-partition
 * @param from the last stable offset, inclusive
 * @param to the end of what is replicated, exclusive, beyond {@code from}
 * @param transaction the oldest one that is open; empty if the brokers do not tell
 */
public record HeldBack(
    TopicPartition partition, long from, long to, Optional<OpenTransaction> transaction) {

  /** The coordinator looks for transactions past their timeout every ten seconds. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  public HeldBack {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "nothing is held back in [%d, %d) of %s", from, to, partition));
    }
  }

  /** How many offsets wait, some of which may hold no record. */
  public long offsets() {
    return to - from;
  }

  /** Whether the brokers will not end the transaction by themselves. */
  public boolean isStuck(Instant now) {
    return transaction
        .filter(it -> it.state() instanceof Hanging || isOverdue(it, now))
        .isPresent();
  }

  private static boolean isOverdue(OpenTransaction transaction, Instant now) {
    return transaction.state() instanceof Ongoing ongoing
        && Duration.between(ongoing.startedAt(), now).minus(GRACE).compareTo(ongoing.timeout()) > 0;
  }

  /** Which transaction it is and what will become of it, for people; no sentence. */
  public String words(Instant now) {
    if (transaction.isEmpty()) {
      return "the brokers do not tell its producer (Kafka 2.8 or newer and ACL operation Read do)";
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
      return named + ", which its coordinator has ended but this partition has not";
    }
    return named
        + open.lastRecord().map(time -> ", last record of " + second(time)).orElse("")
        + "; no coordinator tells when it began (ACL operation Describe of the transactional id)";
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
