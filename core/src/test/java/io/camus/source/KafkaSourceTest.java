package io.camus.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.OffsetRange;
import io.camus.model.PlannedRange;
import io.camus.model.SourceException;
import io.camus.model.Unfinished;
import io.camus.spi.SourceRecord;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class KafkaSourceTest {
  private static final TopicPartition CLICKS = new TopicPartition("clicks", 0);
  private static final TopicPartition VIEWS = new TopicPartition("views", 0);
  private static final TopicPartition ORDERS = new TopicPartition("orders", 0);

  private final List<MockConsumer<ByteBuffer, ByteBuffer>> consumers = new ArrayList<>();
  private final Events events = new Events();
  private final Set<TopicPartition> corrupt = new HashSet<>();
  private final List<Boolean> interruptedAtClose = new ArrayList<>();

  /** Writes down what is handed over. */
  private static final class Events implements RecordSource.Visitor {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void record(int range, SourceRecord record) {
      lines.add(String.format(Locale.ROOT, "%d: record %d", range, record.offset()));
    }

    @Override
    public void position(int range, long position) {
      String line = String.format(Locale.ROOT, "%d: position %d", range, position);
      if (!lines.contains(line)) {
        lines.add(line);
      }
    }

    @Override
    public void leaderEpoch(int range, long offset, int epoch) {
      lines.add(String.format(Locale.ROOT, "%d: epoch %d at %d", range, epoch, offset));
    }

    @Override
    public void broken(int range, Unfinished why) {
      lines.add(String.format(Locale.ROOT, "%d: %s %s", range, why.reason(), why.message()));
    }
  }

  /** Fails as long as a corrupt partition is polled. */
  private final class CorruptibleConsumer extends MockConsumer<ByteBuffer, ByteBuffer> {
    CorruptibleConsumer() {
      super("none");
    }

    @Override
    public synchronized ConsumerRecords<ByteBuffer, ByteBuffer> poll(Duration timeout) {
      if (assignment().stream().anyMatch(tp -> corrupt.contains(tp) && !paused().contains(tp))) {
        throw new KafkaException("corrupt");
      }
      return super.poll(timeout);
    }

    @Override
    public void close(CloseOptions options) {
      interruptedAtClose.add(Thread.currentThread().isInterrupted());
      super.close(options);
    }
  }

  private static OffsetRange range(TopicPartition partition, long from, long to) {
    return new OffsetRange(partition, new Uuid(1, 1), 0, from, to);
  }

  private KafkaSource source(OffsetRange... ranges) {
    TopicIds unasked =
        new TopicIds(
            () -> {
              throw new SourceException("nothing answers");
            },
            "nobody:1",
            Duration.ofSeconds(1));
    List<PlannedRange> planned = Stream.of(ranges).map(PlannedRange::of).toList();
    return new KafkaSource(
        planned,
        unasked,
        mine -> {
          MockConsumer<ByteBuffer, ByteBuffer> consumer = new CorruptibleConsumer();
          consumers.add(consumer);
          return new ConsumerReader(consumer, planned, mine);
        });
  }

  private static void add(
      MockConsumer<ByteBuffer, ByteBuffer> consumer, TopicPartition partition, long... offsets) {
    for (long offset : offsets) {
      consumer.addRecord(
          new ConsumerRecord<>(
              partition.topic(), partition.partition(), offset, null, ByteBuffer.allocate(1)));
    }
  }

  private void poll(KafkaSource source) throws InterruptedException {
    source.poll(Duration.ZERO, events);
  }

  @Test
  void anInterruptedAttemptClosesItsConsumersUndisturbedAndStaysInterrupted() {
    KafkaSource source = source(range(CLICKS, 0, 10));
    Thread.currentThread().interrupt();
    source.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(interruptedAtClose).containsExactly(false);
  }

  @Test
  void allRangesShareOneConsumerAndStartAtTheirBegin() throws InterruptedException {
    KafkaSource source = source(range(CLICKS, 3, 9), range(VIEWS, 0, 2));
    assertThat(consumers).hasSize(1);
    assertThat(consumers.get(0).assignment()).containsExactlyInAnyOrder(CLICKS, VIEWS);
    add(consumers.get(0), CLICKS, 3, 5);
    poll(source);
    assertThat(events.lines).containsSubsequence("0: record 3", "0: record 5", "0: position 6");
  }

  @Test
  void topicsThatDifferByDotAndUnderscoreGetConsumersOfTheirOwn() throws InterruptedException {
    TopicPartition dot = new TopicPartition("a.b", 0);
    TopicPartition underscore = new TopicPartition("a_b", 0);
    KafkaSource source = source(range(dot, 0, 2), range(underscore, 0, 2), range(CLICKS, 0, 2));
    assertThat(consumers).hasSize(2);
    assertThat(consumers.get(0).assignment()).containsExactlyInAnyOrder(dot, CLICKS);
    assertThat(consumers.get(1).assignment()).containsExactly(underscore);
    add(consumers.get(0), dot, 0);
    add(consumers.get(1), underscore, 1);
    poll(source);
    assertThat(events.lines).contains("0: record 0", "1: record 1");
    source.close();
    assertThat(consumers).allMatch(MockConsumer::closed);
  }

  @Test
  void partsOfOnePartitionGetConsumersOfTheirOwn() throws InterruptedException {
    KafkaSource source = source(range(CLICKS, 0, 2), range(VIEWS, 0, 2), range(CLICKS, 7, 9));
    assertThat(consumers).hasSize(2);
    assertThat(consumers.get(0).assignment()).containsExactlyInAnyOrder(CLICKS, VIEWS);
    assertThat(consumers.get(1).assignment()).containsExactly(CLICKS);
    add(consumers.get(0), CLICKS, 0);
    add(consumers.get(1), CLICKS, 7);
    poll(source);
    assertThat(events.lines).contains("0: record 0", "2: record 7");
  }

  @Test
  void anOffsetThatIsNoLongerThereBreaksItsRangeOnly() throws InterruptedException {
    KafkaSource source = source(range(CLICKS, 3, 9), range(VIEWS, 0, 2));
    consumers.get(0).updateBeginningOffsets(Map.of(CLICKS, 0L));
    consumers.get(0).updateEndOffsets(Map.of(CLICKS, 9L));
    consumers.get(0).setPollException(new OffsetOutOfRangeException(Map.of(CLICKS, 3L)));
    poll(source);
    assertThat(events.lines)
        .singleElement()
        .asString()
        .startsWith("0: LOST clicks-0@3 no longer exists");
    source.finish(0);
    add(consumers.get(0), VIEWS, 0, 1);
    poll(source);
    assertThat(events.lines).contains("1: position 2");
  }

  @Test
  void anErrorOfAFinishedRangeDisturbsNobody() throws InterruptedException {
    OffsetRange[] ranges = new OffsetRange[10];
    for (int i = 0; i < 10; i++) {
      ranges[i] = range(new TopicPartition("clicks", i), 0, 5);
    }
    KafkaSource source = source(ranges);
    source.finish(0);
    assertThat(consumers.get(0).paused()).containsExactly(CLICKS);
    consumers.get(0).setPollException(new OffsetOutOfRangeException(Map.of(CLICKS, 5L)));
    poll(source);
    assertThat(events.lines).isEmpty();
    assertThat(consumers.get(0).assignment()).hasSize(9).doesNotContain(CLICKS);
  }

  @Test
  void finishedRangesAreUnassignedInBunches() {
    OffsetRange[] ranges = new OffsetRange[10];
    for (int i = 0; i < 10; i++) {
      ranges[i] = range(new TopicPartition("clicks", i), 0, 5);
    }
    KafkaSource source = source(ranges);
    source.finish(0);
    assertThat(consumers.get(0).assignment()).hasSize(10);
    source.finish(1);
    assertThat(consumers.get(0).assignment()).hasSize(8);
    for (int i = 2; i < 10; i++) {
      source.finish(i);
    }
    assertThat(consumers.get(0).assignment()).isEmpty();
  }

  @Test
  void unassigningKeepsTheOthersPositions() throws InterruptedException {
    KafkaSource source = source(range(CLICKS, 0, 1), range(VIEWS, 5, 9));
    add(consumers.get(0), VIEWS, 5, 6);
    poll(source);
    source.finish(0);
    add(consumers.get(0), VIEWS, 7);
    poll(source);
    assertThat(events.lines)
        .containsSubsequence("1: record 5", "1: record 6", "1: record 7", "1: position 8")
        .filteredOn("1: record 5"::equals)
        .hasSize(1);
  }

  @Test
  void aTransactionMarkerAtTheVeryEndIsPassedByPosition() throws InterruptedException {
    KafkaSource source = source(range(CLICKS, 0, 3));
    add(consumers.get(0), CLICKS, 0, 1);
    poll(source);
    assertThat(events.lines).doesNotContain("0: position 3");
    consumers.get(0).seek(CLICKS, 3); // What a real consumer does when it meets the marker.
    poll(source);
    assertThat(events.lines).contains("0: position 3");
  }

  @Test
  void aTopicThatMayNotBeReadBreaksAllItsRanges() throws InterruptedException {
    KafkaSource source = source(range(CLICKS, 0, 3), range(VIEWS, 0, 3));
    consumers.get(0).setPollException(new TopicAuthorizationException(Set.of("clicks")));
    poll(source);
    assertThat(events.lines)
        .containsExactly(
            "0: FAULT the client's user may not read topic clicks; grant it ACL operation Read");
  }

  @Test
  void aFailureThatGoesAwayIsForgotten() throws InterruptedException {
    KafkaSource source = source(range(CLICKS, 0, 3));
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 4; i++) {
        consumers.get(0).setPollException(new KafkaException("odd"));
        poll(source);
      }
      poll(source);
    }
    assertThat(events.lines).containsExactly("0: position 0");
  }

  @Test
  void aRefusedLogInBreaksAllRangesAlthoughPollsBetweenBringNothing() throws InterruptedException {
    KafkaSource source = source(range(CLICKS, 0, 3), range(VIEWS, 0, 3));
    for (int i = 0; i < 3; i++) {
      consumers.get(0).setPollException(new SaslAuthenticationException("bad login"));
      poll(source);
      poll(source);
    }
    String fault = "FAULT the Kafka consumer failed: bad login; check kafka.security.protocol";
    assertThat(events.lines)
        .anyMatch(line -> line.startsWith("0: " + fault))
        .anyMatch(line -> line.startsWith("1: " + fault));
  }

  @Test
  void refusalsBeforeAndAfterRecordsAreNotTheSame() throws InterruptedException {
    KafkaSource source = source(range(CLICKS, 0, 3));
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 2; i++) {
        consumers.get(0).setPollException(new SaslAuthenticationException("bad login"));
        poll(source);
      }
      add(consumers.get(0), CLICKS, round);
      poll(source);
    }
    assertThat(events.lines).contains("0: position 3").noneMatch(line -> line.contains("FAULT"));
  }

  @Test
  void aPartitionThatCannotBeReadBreaksOnlyItsOwnRange() throws InterruptedException {
    corrupt.add(CLICKS);
    KafkaSource source = source(range(CLICKS, 0, 3), range(VIEWS, 0, 3), range(ORDERS, 0, 3));
    for (int i = 0; i < 6; i++) {
      poll(source);
    }
    assertThat(events.lines).contains("0: FAULT the Kafka consumer failed: corrupt");
    source.finish(0);
    add(consumers.get(0), ORDERS, 0, 1, 2);
    poll(source);
    assertThat(events.lines).contains("2: position 3").noneMatch(line -> line.startsWith("1: F"));
  }

  @Test
  void aFailureThatStaysWithoutACulpritBreaksTheRanges() throws InterruptedException {
    KafkaSource source = source(range(CLICKS, 0, 3), range(VIEWS, 0, 3));
    for (int i = 0; i < 15; i++) {
      consumers.get(0).setPollException(new KafkaException("odd"));
      poll(source);
    }
    events.lines.removeIf(line -> line.contains("position"));
    assertThat(events.lines)
        .containsExactlyInAnyOrder(
            "0: FAULT the Kafka consumer failed: odd", "1: FAULT the Kafka consumer failed: odd");
  }

  @Test
  void aChangeOfTheLeaderEpochIsToldWhereItHappens() throws InterruptedException {
    KafkaSource source = source(range(CLICKS, 3, 9));
    addOfEpoch(5, 3);
    addOfEpoch(5, 4);
    addOfEpoch(7, 6);
    poll(source);
    assertThat(events.lines)
        .containsSubsequence(
            "0: epoch 5 at 3",
            "0: record 3",
            "0: epoch 5 at 4",
            "0: record 4",
            "0: epoch 7 at 6",
            "0: record 6");
    addOfEpoch(7, 7);
    addOfEpoch(7, 8);
    poll(source);
    assertThat(events.lines)
        .containsSubsequence("0: epoch 7 at 7", "0: record 7", "0: record 8", "0: position 9");
  }

  private void addOfEpoch(int epoch, long offset) {
    consumers
        .get(0)
        .addRecord(
            new ConsumerRecord<>(
                "clicks",
                0,
                offset,
                0,
                TimestampType.CREATE_TIME,
                0,
                1,
                null,
                ByteBuffer.allocate(1),
                new RecordHeaders(),
                Optional.of(epoch)));
  }

  @Test
  void aPositionIsSoughtWithItsLeaderEpochSoThatTheBrokerConfirmsIt() {
    List<OffsetAndMetadata> sought = new ArrayList<>();
    MockConsumer<ByteBuffer, ByteBuffer> consumer =
        new MockConsumer<>("none") {
          @Override
          public void seek(TopicPartition partition, OffsetAndMetadata position) {
            sought.add(position);
          }
        };
    new ConsumerReader(
        consumer,
        List.of(
            new PlannedRange(
                range(CLICKS, 3, 9), 0, OptionalInt.of(4), PlannedRange.Begin.AT_POSITION),
            PlannedRange.of(range(VIEWS, 5, 9))),
        List.of(0, 1));
    assertThat(sought)
        .containsExactly(
            new OffsetAndMetadata(3, Optional.of(4), ""),
            new OffsetAndMetadata(5, Optional.empty(), ""));
  }

  @Test
  void aLogThatWasCutOffBreaksItsRangeAndNamesTheOffsets() throws InterruptedException {
    KafkaSource source = source(range(CLICKS, 3, 9), range(VIEWS, 0, 2));
    consumers
        .get(0)
        .setPollException(
            new LogTruncationException(
                Map.of(CLICKS, 8L), Map.of(CLICKS, new OffsetAndMetadata(5, Optional.of(1), ""))));
    poll(source);
    assertThat(events.lines)
        .singleElement()
        .asString()
        .startsWith("0: LOST the broker's log was truncated")
        .contains("clicks-0@[5, 8) were pulled");
  }

  @Test
  void whatRetentionTookDuringThePullIsNamed() throws InterruptedException {
    KafkaSource source = source(range(CLICKS, 3, 9), range(VIEWS, 0, 2));
    consumers.get(0).updateBeginningOffsets(Map.of(CLICKS, 7L));
    consumers.get(0).setPollException(new OffsetOutOfRangeException(Map.of(CLICKS, 3L)));
    poll(source);
    assertThat(events.lines)
        .singleElement()
        .asString()
        .startsWith("0: LOST clicks-0@[3, 7), 4 offsets, deleted by retention");
  }
}
