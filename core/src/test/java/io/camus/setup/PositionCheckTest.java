package io.camus.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.PartitionPosition;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class PositionCheckTest {
  private static final TopicPartition CUT = new TopicPartition("cut", 0);
  private static final TopicPartition ALSO_CUT = new TopicPartition("also-cut", 0);
  private static final TopicPartition UNKNOWN = new TopicPartition("unknown", 0);
  private static final TopicPartition SAME = new TopicPartition("same", 0);
  private static final PartitionPosition AT_40 =
      new PartitionPosition(Uuid.ZERO_UUID, 0, 40, OptionalInt.of(2), OptionalDouble.empty());

  private final Map<TopicPartition, KafkaException> answers = new HashMap<>();
  private final Map<TopicPartition, OffsetAndMetadata> sought = new HashMap<>();

  private boolean leadersKnown;

  private final MockConsumer<byte[], byte[]> consumer =
      new MockConsumer<>("none") {
        @Override
        public void seek(TopicPartition partition, OffsetAndMetadata position) {
          assertThat(leadersKnown).as("else the position is believed unseen").isTrue();
          sought.put(partition, position);
        }

        @Override
        public synchronized Map<TopicPartition, Long> endOffsets(
            Collection<TopicPartition> partitions, Duration timeout) {
          leadersKnown = true;
          return Map.of();
        }

        @Override
        public synchronized long position(TopicPartition partition, Duration timeout) {
          if (answers.containsKey(partition)) {
            throw answers.get(partition);
          }
          return sought.get(partition).offset();
        }
      };

  private final PositionCheck check = new PositionCheck(() -> consumer, Duration.ofSeconds(1));

  private static LogTruncationException cutAt(Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> positions = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> divergent = new HashMap<>();
    ends.forEach(
        (partition, end) -> {
          positions.put(partition, AT_40.next());
          divergent.put(partition, new OffsetAndMetadata(end, Optional.of(1), ""));
        });
    return new LogTruncationException(positions, divergent);
  }

  @Test
  void thePositionsAreSoughtWithTheirEpochsAndWhatWasCutIsTold() {
    answers.put(CUT, cutAt(Map.of(CUT, 33L)));
    answers.put(ALSO_CUT, cutAt(Map.of(ALSO_CUT, 34L)));
    assertThat(check.divergentOffsets(Map.of(CUT, AT_40, ALSO_CUT, AT_40, SAME, AT_40)))
        .isEqualTo(Map.of(CUT, 33L, ALSO_CUT, 34L));
    assertThat(sought.values()).containsOnly(new OffsetAndMetadata(40, Optional.of(2), ""));
    assertThat(consumer.closed()).isTrue();
  }

  @Test
  void aLeaderThatCannotTellWhereIsLeftToThePull() {
    answers.put(UNKNOWN, new LogTruncationException(Map.of(UNKNOWN, 40L), Map.of()));
    answers.put(CUT, cutAt(Map.of(CUT, 33L)));
    assertThat(check.divergentOffsets(Map.of(UNKNOWN, AT_40, CUT, AT_40)))
        .isEqualTo(Map.of(CUT, 33L));
  }

  @Test
  void aLeaderThatDoesNotAnswerIsLeftToThePull() {
    answers.put(SAME, new TimeoutException("nobody there"));
    assertThat(check.divergentOffsets(Map.of(SAME, AT_40))).isEmpty();
    assertThat(consumer.closed()).isTrue();
  }

  @Test
  void withoutAPositionToCheckNobodyIsAsked() {
    assertThat(check.divergentOffsets(Map.of())).isEmpty();
    assertThat(consumer.closed()).isFalse();
  }
}
