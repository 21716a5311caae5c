package io.camus.setup;

import io.camus.model.OpenTransaction;
import io.camus.model.OpenTransaction.Hanging;
import io.camus.model.OpenTransaction.Ongoing;
import io.camus.model.OpenTransaction.State;
import io.camus.model.OpenTransaction.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersOptions;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.DescribeTransactionsOptions;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;

/**
 * Queries leaders for open transactions in partitions (KIP-664), and coordinators for their start
 * times. Unknown details, because of missing ACLs or old brokers, are left out: a run does not need
 * them.
 */
record OpenTransactions(Admin admin) {
  /** States in which a coordinator has finished writing to partitions. */
  private static final Set<TransactionState> ENDED =
      Set.of(
          TransactionState.EMPTY,
          TransactionState.COMPLETE_ABORT,
          TransactionState.COMPLETE_COMMIT);

  /** The oldest open transaction of each partition. */
  Map<TopicPartition, OpenTransaction> of(
      Collection<TopicPartition> partitions, Deadline deadline) {
    Map<TopicPartition, OpenTransaction> open = oldest(partitions, deadline);
    Map<Long, TransactionDescription> told = new HashMap<>();
    Map<Long, String> ids = transactionalIds(open.values(), deadline);
    Answers<String, TransactionDescription> descriptions = describe(ids.values(), deadline);
    ids.forEach(
        (producer, id) ->
            Optional.ofNullable(descriptions.given().get(id))
                .ifPresent(description -> told.put(producer, description)));
    Map<TopicPartition, OpenTransaction> judged = new HashMap<>();
    open.forEach(
        (partition, transaction) ->
            judged.put(
                partition,
                withState(
                    transaction,
                    state(
                        partition,
                        transaction,
                        ids.get(transaction.producerId()),
                        told.get(transaction.producerId())))));
    return confirmed(judged, deadline);
  }

  private Map<TopicPartition, OpenTransaction> oldest(
      Collection<TopicPartition> partitions, Deadline deadline) {
    Answers<TopicPartition, PartitionProducerState> answers =
        Answers.ask(
            partitions,
            Answers.PARTITIONS,
            batch ->
                admin.describeProducers(
                        batch, new DescribeProducersOptions().timeoutMs(deadline.remainingMillis()))
                    ::partitionResult,
            deadline);
    Map<TopicPartition, OpenTransaction> oldest = new HashMap<>();
    answers
        .given("Partitions without producer details")
        .forEach(
            (partition, producers) ->
                producers.activeProducers().stream()
                    .filter(it -> it.currentTransactionStartOffset().isPresent())
                    .map(OpenTransactions::open)
                    .min(Comparator.comparing(OpenTransaction::startOffset))
                    .ifPresent(it -> oldest.put(partition, it)));
    return oldest;
  }

  private static OpenTransaction open(ProducerState producer) {
    return new OpenTransaction(
        producer.producerId(),
        producer.producerEpoch(),
        producer.currentTransactionStartOffset().getAsLong(),
        producer.lastTimestamp() < 0
            ? Optional.empty()
            : Optional.of(Instant.ofEpochMilli(producer.lastTimestamp())),
        new Unknown());
  }

  /** The transactional ids of producers, as far as visible. */
  private Map<Long, String> transactionalIds(
      Collection<OpenTransaction> transactions, Deadline deadline) {
    if (transactions.isEmpty()) {
      return Map.of();
    }
    Set<Long> producers =
        transactions.stream().map(OpenTransaction::producerId).collect(Collectors.toSet());
    ListTransactionsOptions options =
        new ListTransactionsOptions()
            .filterProducerIds(producers)
            .timeoutMs(deadline.remainingMillis());
    Answers<String, Collection<TransactionListing>> answers =
        Answers.await(Map.of("cluster", admin.listTransactions(options).all()), deadline);
    return answers.given("Transactions are not listed").getOrDefault("cluster", List.of()).stream()
        .collect(
            Collectors.toMap(
                TransactionListing::producerId, TransactionListing::transactionalId, (a, b) -> a));
  }

  private Answers<String, TransactionDescription> describe(
      Collection<String> ids, Deadline deadline) {
    return Answers.ask(
        ids,
        Answers.PARTITIONS,
        batch ->
            admin.describeTransactions(
                    batch, new DescribeTransactionsOptions().timeoutMs(deadline.remainingMillis()))
                ::description,
        deadline);
  }

  private static State state(
      TopicPartition partition,
      OpenTransaction transaction,
      String id,
      TransactionDescription description) {
    if (description == null) {
      return new Unknown();
    }
    boolean itsOwn =
        description.topicPartitions().contains(partition)
            && description.producerId() == transaction.producerId()
            && description.transactionStartTimeMs().isPresent();
    if (itsOwn) {
      return new Ongoing(
          id,
          Instant.ofEpochMilli(description.transactionStartTimeMs().getAsLong()),
          Duration.ofMillis(description.transactionTimeoutMs()));
    }
    boolean ended =
        ENDED.contains(description.state())
            || (description.state() == TransactionState.ONGOING
                && !description.topicPartitions().contains(partition));
    return ended ? new Hanging(id) : new Unknown();
  }

  private static OpenTransaction withState(OpenTransaction transaction, State state) {
    return new OpenTransaction(
        transaction.producerId(),
        transaction.producerEpoch(),
        transaction.startOffset(),
        transaction.lastRecord(),
        state);
  }

  /**
   * Removes transactions that look hanging but have ended by now: a coordinator reports the end of
   * a transaction after the partitions do.
   */
  private Map<TopicPartition, OpenTransaction> confirmed(
      Map<TopicPartition, OpenTransaction> judged, Deadline deadline) {
    List<TopicPartition> doubtful =
        judged.entrySet().stream()
            .filter(entry -> entry.getValue().state() instanceof Hanging)
            .map(Map.Entry::getKey)
            .toList();
    if (doubtful.isEmpty()) {
      return judged;
    }
    Map<TopicPartition, OpenTransaction> again = oldest(doubtful, deadline);
    Map<TopicPartition, OpenTransaction> confirmed = new HashMap<>(judged);
    for (TopicPartition partition : doubtful) {
      OpenTransaction before = judged.get(partition);
      OpenTransaction now = again.get(partition);
      boolean same =
          now != null
              && now.producerId() == before.producerId()
              && now.startOffset() == before.startOffset();
      if (!same) {
        confirmed.remove(partition);
        Optional.ofNullable(now).ifPresent(it -> confirmed.put(partition, it));
      }
    }
    return confirmed;
  }
}
