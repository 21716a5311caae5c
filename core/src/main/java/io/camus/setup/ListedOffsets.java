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
 * Asks the leaders of partitions for offsets: where logs begin and end, and where a time is. The
 * leader epochs that come with the ends are kept.
 */
final class ListedOffsets {
  /** What Kafka answers where no record is young enough. */
  private static final long NO_OFFSET = -1;

  private final Admin admin;
  private final KafkaFailures failures;
  private final TopicDescriptions topics;

  /** The present leader epochs, as far as end offsets were asked for. */
  private final Map<TopicPartition, Integer> epochs = new HashMap<>();

  ListedOffsets(Admin admin, KafkaFailures failures, TopicDescriptions topics) {
    this.admin = admin;
    this.failures = failures;
    this.topics = topics;
  }

  /** The present leader epoch of a partition; empty if it did not come with an end offset. */
  Optional<Integer> epoch(TopicPartition partition) {
    return Optional.ofNullable(epochs.get(partition));
  }

  void forgetEpochs() {
    epochs.clear();
  }

  /**
   * The earliest offsets or the ends of partitions. Those without a leader are not asked; one that
   * cannot be asked is left out.
   *
   * @param what is asked for, as messages say it
   * @throws io.camus.model.SourceException if nobody answers, or Kafka refuses to
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
   * The first offsets at or after a time. Partitions without a younger record are left out.
   *
   * @throws io.camus.model.SourceException if a partition cannot be asked
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
