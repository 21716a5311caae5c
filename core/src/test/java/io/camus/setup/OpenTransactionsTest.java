package io.camus.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.OpenTransaction;
import io.camus.model.OpenTransaction.Hanging;
import io.camus.model.OpenTransaction.Ongoing;
import io.camus.model.OpenTransaction.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.api.Test;

class OpenTransactionsTest {
  private static final TopicPartition CLICKS = new TopicPartition("clicks", 0);
  private static final Instant BEGIN = Instant.parse("2026-11-22T12:00:00Z");
  private static final long PRODUCER = 4_000;

  private final ScriptedAdmin script = new ScriptedAdmin();

  private static ProducerState producer(long id, OptionalLong start) {
    return new ProducerState(id, 2, 17, BEGIN.toEpochMilli(), OptionalInt.of(1), start);
  }

  private void leaderTells(ProducerState... producers) {
    script.producers.add(
        Map.of(
            CLICKS, KafkaFuture.completedFuture(new PartitionProducerState(List.of(producers)))));
  }

  private void coordinatorTells(
      TransactionState state, OptionalLong begin, Set<TopicPartition> partitions) {
    script.listings.complete(List.of(new TransactionListing("billing-7", PRODUCER, state)));
    script.transactions.put(
        "billing-7", new TransactionDescription(1, state, PRODUCER, 2, 60_000, begin, partitions));
  }

  private Map<TopicPartition, OpenTransaction> ask() {
    return new OpenTransactions(script.admin())
        .of(List.of(CLICKS), Deadline.in(Duration.ofSeconds(20)));
  }

  @Test
  void theOldestOpenTransactionIsToldWithItsBegin() {
    leaderTells(
        producer(1, OptionalLong.empty()),
        producer(5_000, OptionalLong.of(30)),
        producer(PRODUCER, OptionalLong.of(7)));
    coordinatorTells(
        TransactionState.ONGOING, OptionalLong.of(BEGIN.toEpochMilli()), Set.of(CLICKS));

    OpenTransaction oldest = ask().get(CLICKS);
    assertThat(oldest.producerId()).isEqualTo(PRODUCER);
    assertThat(oldest.producerEpoch()).isEqualTo(2);
    assertThat(oldest.startOffset()).isEqualTo(7);
    assertThat(oldest.state()).isEqualTo(new Ongoing("billing-7", BEGIN, Duration.ofMinutes(1)));
    assertThat(script.calls)
        .containsExactly("describeProducers", "listTransactions", "describeTransactions");
  }

  @Test
  void oneThatItsCoordinatorHasEndedIsHanging() {
    leaderTells(producer(PRODUCER, OptionalLong.of(7)));
    coordinatorTells(TransactionState.COMPLETE_ABORT, OptionalLong.empty(), Set.of());

    assertThat(ask().get(CLICKS).state()).isEqualTo(new Hanging("billing-7"));
  }

  @Test
  void oneThatHasEndedMeanwhileIsNotHanging() {
    leaderTells(producer(PRODUCER, OptionalLong.of(7)));
    leaderTells(producer(PRODUCER, OptionalLong.empty()));
    coordinatorTells(TransactionState.COMPLETE_COMMIT, OptionalLong.empty(), Set.of());

    assertThat(ask()).isEmpty();
  }

  @Test
  void oneWhoseEndIsBeingWrittenIsNotHanging() {
    leaderTells(producer(PRODUCER, OptionalLong.of(7)));
    coordinatorTells(TransactionState.PREPARE_COMMIT, OptionalLong.empty(), Set.of());

    assertThat(ask().get(CLICKS).state()).isInstanceOf(Unknown.class);
  }

  @Test
  void oneThatTheUserMayNotSeeIsToldWithoutItsBegin() {
    leaderTells(producer(PRODUCER, OptionalLong.of(7)));
    script.listings.complete(List.of());

    assertThat(ask().get(CLICKS).state()).isInstanceOf(Unknown.class);
    assertThat(ask().get(CLICKS).lastRecord()).contains(BEGIN);
  }

  @Test
  void brokersThatListNoTransactionsAreNoProblem() {
    leaderTells(producer(PRODUCER, OptionalLong.of(7)));
    script.listings.completeExceptionally(new UnsupportedVersionException("too old"));

    assertThat(ask().get(CLICKS).state()).isInstanceOf(Unknown.class);
  }

  @Test
  void producersThatMayNotBeSeenAreNoProblem() {
    script.producers.add(
        Map.of(CLICKS, ScriptedAdmin.failed(new TopicAuthorizationException("clicks"))));

    assertThat(ask()).isEmpty();
  }
}
