package io.camus.setup;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Queries leaders for offsets: start and end of logs, and offsets by time. Keeps the leader epochs
 * that come with the ends.
 */
final class ListedOffsets {
  /** Kafka's answer if no record is new enough. */
  private static final long NO_OFFSET = -1;

  private final Admin admin;
  private final KafkaFailures failures;
  private final TopicDescriptions topics;

  /** The current leader epochs, as far as end offsets were queried. */
  private final Map<TopicPartition, Integer> epochs = new HashMap<>();

  ListedOffsets(Admin admin, KafkaFailures failures, TopicDescriptions topics) {
    this.admin = admin;
    this.failures = failures;
    this.topics = topics;
  }

  /** The current leader epoch of a partition; empty if unknown. */
  Optional<Integer> epoch(TopicPartition partition) {
    return Optional.ofNullable(epochs.get(partition));
  }

  void forgetEpochs() {
    epochs.clear();
  }

  /**
   * The earliest offsets or the ends of partitions. Without those that have no leader or cannot be
   * queried.
   *
   * @param what is queried, for messages
   * @throws io.camus.model.SourceException if no broker answers, or access is refused
   */
  Map<TopicPartition, Long> of(
      String what,
      Collection<TopicPartition> partitions,
      OffsetSpec spec,
      IsolationLevel isolation,
      Deadline deadline) {
    topics.learnLeaders(partitions, deadline);
    List<TopicPartition> led =
        partitions.stream().filter(partition -> topics.leader(partition).isPresent()).toList();
    Answers<TopicPartition, ListOffsetsResultInfo> answers =
        ask(what, led, partition -> spec, isolation, deadline);
    failures.throwIfSilent(what, answers, deadline);
    Map<TopicPartition, Long> offsets = new HashMap<>();
    answers
        .given()
        .forEach(
            (partition, info) -> {
              offsets.put(partition, info.offset());
              if (spec instanceof OffsetSpec.LatestSpec) {
                info.leaderEpoch().ifPresent(epoch -> epochs.put(partition, epoch));
              }
            });
    return offsets;
  }

  /**
   * The first offsets at or after a time. Partitions without such a record are left out.
   *
   * @throws io.camus.model.SourceException if a partition cannot be queried
   */
  Map<TopicPartition, Long> at(
      Map<TopicPartition, Instant> times, IsolationLevel isolation, Deadline deadline) {
    String what = "the offsets at a time";
    Answers<TopicPartition, ListOffsetsResultInfo> answers =
        ask(
            what,
            times.keySet(),
            partition -> OffsetSpec.forTimestamp(times.get(partition).toEpochMilli()),
            isolation,
            deadline);
    if (!answers.failed().isEmpty()) {
      throw failures.failed(what, answers, deadline);
    }
    Map<TopicPartition, Long> offsets = new HashMap<>();
    answers
        .given()
        .forEach(
            (partition, info) -> {
              if (info.offset() != NO_OFFSET) {
                offsets.put(partition, info.offset());
              }
            });
    return offsets;
  }

  private Answers<TopicPartition, ListOffsetsResultInfo> ask(
      String what,
      Collection<TopicPartition> partitions,
      Function<TopicPartition, OffsetSpec> spec,
      IsolationLevel isolation,
      Deadline deadline) {
    Answers<TopicPartition, ListOffsetsResultInfo> answers =
        Answers.ask(
            partitions,
            Answers.PARTITIONS,
            batch ->
                admin.listOffsets(
                        batch.stream().collect(Collectors.toMap(it -> it, spec)),
                        new ListOffsetsOptions(isolation).timeoutMs(deadline.remainingMillis()))
                    ::partitionResult,
            deadline);
    failures.throwIfRefused(what, answers, deadline);
    return answers;
  }
}
