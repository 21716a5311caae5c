package io.camus.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.config.ReaderKind;
import io.camus.fetch.FakeBroker;
import io.camus.fetch.FakeLog;
import io.camus.model.OffsetRange;
import io.camus.model.PlannedRange;
import io.camus.model.Unfinished;
import io.camus.spi.SourceRecord;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.EndTransactionMarker;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every reader of ranges owes, whatever it is made of: one suite for all. */
abstract class ReaderContractTest {
  private static final TopicPartition CLICKS = new TopicPartition("clicks", 0);
  private static final TopicPartition VIEWS = new TopicPartition("views", 0);
  private static final long NOON = 1_700_000_000_000L;

  private final FakeBroker broker = new FakeBroker();
  private final List<String> lines = new ArrayList<>();
  private final Map<Integer, Long> positions = new HashMap<>();
  private final Map<Integer, Unfinished> broken = new HashMap<>();
  private RecordSource source;

  /** Which reader it is about. */
  abstract ReaderKind kind();

  /** Finishes ranges as a task attempt does. */
  private final class Pull implements RecordSource.Visitor {
    private final List<PlannedRange> ranges;

    Pull(List<PlannedRange> ranges) {
      this.ranges = ranges;
    }

    @Override
    public void record(int range, SourceRecord record) {
      assertThat(record.offset()).isGreaterThanOrEqualTo(positions.get(range));
      positions.put(range, record.offset() + 1);
      if (record.offset() < ranges.get(range).range().to()) {
        lines.add(
            String.format(
                Locale.ROOT,
                "%s@%d %d %s=%s%s",
                record.topic(),
                record.offset(),
                record.timestampMillis() < 0 ? -1 : record.timestampMillis() - NOON,
                text(record.key()),
                text(record.value()),
                headers(record)));
      }
    }

    @Override
    public void position(int range, long position) {
      assertThat(position).isGreaterThanOrEqualTo(positions.get(range));
      positions.put(range, position);
      if (position >= ranges.get(range).range().to()) {
        source.finish(range);
      }
    }

    @Override
    public void leaderEpoch(int range, long offset, int epoch) {
      lines.add(String.format(Locale.ROOT, "epoch %d at %d", epoch, offset));
    }

    @Override
    public void broken(int range, Unfinished why) {
      broken.put(range, why);
      source.finish(range);
    }
  }

  private static String text(ByteBuffer bytes) {
    if (bytes == null) {
      return "null";
    }
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return copy.length > 20 ? copy.length + " bytes of " + copy[0] : new String(copy, UTF_8);
  }

  private static String headers(SourceRecord record) {
    StringBuilder text = new StringBuilder();
    for (Header header : record.headers()) {
      text.append(' ').append(header.key()).append(':');
      text.append(header.value() == null ? "null" : new String(header.value(), UTF_8));
    }
    return text.toString();
  }

  @AfterEach
  void close() {
    if (source != null) {
      source.close();
    }
    broker.close();
  }

  private static PlannedRange range(TopicPartition partition, long from, long to) {
    return PlannedRange.of(
        new OffsetRange(partition, FakeBroker.topicId(partition.topic()), 0, from, to));
  }

  private Pull open(PlannedRange... ranges) {
    return open("read_committed", ranges);
  }

  private Pull open(String isolation, PlannedRange... ranges) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", broker.address());
    properties.put("client.id", "contract");
    properties.put("key.deserializer", ByteBufferDeserializer.class);
    properties.put("value.deserializer", ByteBufferDeserializer.class);
    properties.put("enable.auto.commit", false);
    properties.put("auto.offset.reset", "none");
    properties.put("allow.auto.create.topics", false);
    properties.put("retry.backoff.ms", 10);
    properties.put("reconnect.backoff.ms", 10);
    properties.put("reconnect.backoff.max.ms", 100);
    properties.put("isolation.level", isolation);
    List<PlannedRange> planned = List.of(ranges);
    for (int i = 0; i < ranges.length; i++) {
      positions.put(i, ranges[i].range().from());
    }
    source =
        new KafkaClients(broker.address(), properties, Map.of(), Duration.ofSeconds(5), kind())
            .open(planned);
    return new Pull(planned);
  }

  private void poll(Pull pull, BooleanSupplier enough) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!enough.getAsBoolean()) {
      assertThat(System.nanoTime()).as("%s %s %s", lines, positions, broken).isLessThan(deadline);
      source.poll(Duration.ofMillis(50), pull);
    }
  }

  private void pull(PlannedRange... ranges) throws InterruptedException {
    poll(
        open(ranges),
        () -> {
          for (int i = 0; i < ranges.length; i++) {
            if (!broken.containsKey(i) && positions.get(i) < ranges[i].range().to()) {
              return false;
            }
          }
          return true;
        });
  }

  private List<String> records() {
    return lines.stream().filter(line -> !line.startsWith("epoch")).toList();
  }

  private static MemoryRecordsBuilder builder(long offset, Compression compression, int epoch) {
    return MemoryRecords.builder(
        ByteBuffer.allocate(1024),
        RecordBatch.CURRENT_MAGIC_VALUE,
        compression,
        TimestampType.CREATE_TIME,
        offset,
        0,
        RecordBatch.NO_PRODUCER_ID,
        RecordBatch.NO_PRODUCER_EPOCH,
        RecordBatch.NO_SEQUENCE,
        false,
        epoch);
  }

  /** A batch of records {@code k=v<offset>}, one millisecond after the other. */
  private static MemoryRecords batch(int epoch, long... offsets) {
    MemoryRecordsBuilder builder = builder(offsets[0], Compression.lz4().build(), epoch);
    for (long offset : offsets) {
      builder.appendWithOffset(
          offset, NOON + offset, "k".getBytes(UTF_8), ("v" + offset).getBytes(UTF_8));
    }
    return builder.build();
  }

  private static MemoryRecords ofTransaction(long producer, long... offsets) {
    MemoryRecordsBuilder builder =
        MemoryRecords.builder(
            ByteBuffer.allocate(1024),
            RecordBatch.CURRENT_MAGIC_VALUE,
            Compression.NONE,
            TimestampType.CREATE_TIME,
            offsets[0],
            0,
            producer,
            (short) 0,
            0,
            true,
            0);
    for (long offset : offsets) {
      builder.appendWithOffset(offset, NOON, null, ("v" + offset).getBytes(UTF_8));
    }
    return builder.build();
  }

  private static MemoryRecords marker(long producer, long offset, ControlRecordType type) {
    return MemoryRecords.withEndTransactionMarker(
        offset, NOON, 0, producer, (short) 0, new EndTransactionMarker(type, 0));
  }

  @Test
  void recordsOfEveryCompressionComeAsTheyWereSent() throws InterruptedException {
    long offset = 0;
    List<String> sent = new ArrayList<>();
    for (CompressionType type : CompressionType.values()) {
      MemoryRecordsBuilder builder = builder(offset, Compression.of(type).build(), 0);
      builder.appendWithOffset(offset, NOON + 5, "key".getBytes(UTF_8), "value".getBytes(UTF_8));
      builder.appendWithOffset(
          offset + 1,
          NOON - 5,
          null,
          new byte[0],
          new Header[] {new RecordHeader("ä", "1".getBytes(UTF_8)), new RecordHeader("b", null)});
      builder.appendWithOffset(offset + 2, NOON, new byte[0], null);
      broker.log(CLICKS).append(builder.build());
      sent.add(String.format(Locale.ROOT, "clicks@%d 5 key=value", offset));
      sent.add(String.format(Locale.ROOT, "clicks@%d -5 null= ä:1 b:null", offset + 1));
      sent.add(String.format(Locale.ROOT, "clicks@%d 0 =null", offset + 2));
      offset += 3;
    }
    pull(range(CLICKS, 0, offset));
    assertThat(records()).isEqualTo(sent);
  }

  @Test
  void largeRecordsComeWhole() throws InterruptedException {
    byte[] large = new byte[3_000_000];
    Arrays.fill(large, (byte) 7);
    long offset = 0;
    for (CompressionType type : CompressionType.values()) {
      MemoryRecordsBuilder builder = builder(offset, Compression.of(type).build(), 0);
      builder.appendWithOffset(offset++, NOON, null, "small".getBytes(UTF_8));
      builder.appendWithOffset(offset++, NOON, null, large);
      builder.appendWithOffset(offset++, NOON, null, "small".getBytes(UTF_8));
      broker.log(CLICKS).append(builder.build());
    }
    pull(range(CLICKS, 0, offset));
    assertThat(records()).hasSize((int) offset);
    for (int i = 1; i < offset; i += 3) {
      assertThat(records().get(i))
          .isEqualTo(String.format(Locale.ROOT, "clicks@%d 0 null=3000000 bytes of 7", i));
    }
  }

  @Test
  void aRangeBeginsAndEndsWithinBatches() throws InterruptedException {
    broker.log(CLICKS).append(batch(0, 0, 1, 2, 3)).append(batch(0, 4, 5, 6, 7));
    pull(range(CLICKS, 2, 6));
    assertThat(records())
        .containsExactly(
            "clicks@2 2 k=v2", "clicks@3 3 k=v3", "clicks@4 4 k=v4", "clicks@5 5 k=v5");
  }

  @Test
  void holesOfCompactionArePassedAlsoAtTheVeryEnd() throws InterruptedException {
    ByteBuffer head = ByteBuffer.allocate(DefaultRecordBatch.RECORD_BATCH_OVERHEAD);
    DefaultRecordBatch.writeEmptyHeader(
        head,
        RecordBatch.CURRENT_MAGIC_VALUE,
        1,
        (short) 0,
        0,
        20,
        29,
        0,
        TimestampType.CREATE_TIME,
        NOON,
        false,
        false);
    broker.log(CLICKS).append(batch(0, 3, 5, 9)).append(MemoryRecords.readableRecords(head.flip()));
    pull(range(CLICKS, 0, 30));
    assertThat(records()).containsExactly("clicks@3 3 k=v3", "clicks@5 5 k=v5", "clicks@9 9 k=v9");
    assertThat(positions).containsEntry(0, 30L);
  }

  @Test
  void abortedTransactionsAndMarkersAreLeftOut() throws InterruptedException {
    appendTransactions();
    pull(range(CLICKS, 0, 9));
    assertThat(records())
        .containsExactly("clicks@2 0 null=v2", "clicks@3 3 k=v3", "clicks@7 0 null=v7");
    assertThat(positions).containsEntry(0, 9L);
  }

  @Test
  void readUncommittedLeavesOutTheMarkersOnly() throws InterruptedException {
    appendTransactions();
    poll(open("read_uncommitted", range(CLICKS, 0, 9)), () -> positions.get(0) == 9);
    assertThat(records())
        .extracting(line -> line.substring(0, 8))
        .containsExactly("clicks@0", "clicks@1", "clicks@2", "clicks@3", "clicks@4", "clicks@7");
  }

  /** Producer 7 aborts one transaction and commits the next; 8 commits. */
  private void appendTransactions() {
    FakeLog log = broker.log(CLICKS);
    log.append(ofTransaction(7, 0, 1))
        .append(ofTransaction(8, 2))
        .append(batch(0, 3))
        .append(ofTransaction(7, 4))
        .append(marker(7, 5, ControlRecordType.ABORT))
        .append(marker(8, 6, ControlRecordType.COMMIT))
        .append(ofTransaction(7, 7))
        .append(marker(7, 8, ControlRecordType.COMMIT));
    log.abort(7, 0, 5);
  }

  @Test
  void aDamagedBatchBreaksItsOwnRangeBehindTheLastGoodOne() throws InterruptedException {
    broker.log(CLICKS).append(batch(0, 0, 1)).append(batch(0, 2, 3)).damage();
    broker.log(VIEWS).append(batch(0, 0, 1, 2));
    pull(range(CLICKS, 0, 4), range(VIEWS, 0, 3));
    assertThat(broken).containsOnlyKeys(0);
    assertThat(broken.get(0).reason()).isEqualTo(Unfinished.Reason.FAULT);
    assertThat(broken.get(0).message())
        .startsWith("the Kafka consumer failed: ")
        .contains("clicks-0");
    assertThat(positions).containsEntry(0, 2L).containsEntry(1, 3L);
    assertThat(records()).hasSize(5).contains("clicks@1 1 k=v1", "views@2 2 k=v2");
  }

  @Test
  void aLogThatTheBrokerFindsCorruptBreaksItsOwnRange() throws InterruptedException {
    broker.log(CLICKS).append(batch(0, 0, 1)).fail(Errors.CORRUPT_MESSAGE);
    broker.log(VIEWS).append(batch(0, 0, 1, 2));
    pull(range(CLICKS, 0, 2), range(VIEWS, 0, 3));
    assertThat(broken).containsOnlyKeys(0);
    assertThat(broken.get(0).message())
        .startsWith("the Kafka consumer failed: Encountered corrupt message");
  }

  @Test
  void whatPassesIsWaitedFor() throws InterruptedException {
    broker
        .log(CLICKS)
        .append(batch(0, 0, 1))
        .append(batch(0, 2))
        .append(batch(0, 3))
        .append(batch(0, 4))
        .failNext(
            Errors.NOT_LEADER_OR_FOLLOWER,
            Errors.FENCED_LEADER_EPOCH,
            Errors.UNKNOWN_LEADER_EPOCH,
            Errors.KAFKA_STORAGE_ERROR,
            Errors.OFFSET_NOT_AVAILABLE,
            Errors.REPLICA_NOT_AVAILABLE,
            Errors.UNKNOWN_TOPIC_OR_PARTITION,
            Errors.UNKNOWN_TOPIC_ID,
            Errors.INCONSISTENT_TOPIC_ID,
            Errors.UNKNOWN_SERVER_ERROR);
    pull(range(CLICKS, 0, 5));
    assertThat(broken).isEmpty();
    assertThat(records()).hasSize(5);
  }

  @Test
  void aConnectionThatBreaksLosesAndRepeatsNothing() throws InterruptedException {
    List<Long> offsets = new ArrayList<>();
    for (long offset = 0; offset < 40; offset++) {
      broker.log(CLICKS).append(batch(0, offset));
      offsets.add(offset);
    }
    broker.hangUpAfter(2);
    pull(range(CLICKS, 0, 40));
    assertThat(records())
        .isEqualTo(
            offsets.stream()
                .map(at -> String.format(Locale.ROOT, "clicks@%d %d k=v%d", at, at, at))
                .toList());
  }

  @Test
  void offsetsThatRetentionHasTakenAreNamed() throws InterruptedException {
    broker.log(CLICKS).append(batch(0, 0, 1)).append(batch(0, 5, 6)).start(5);
    broker.log(VIEWS).append(batch(0, 0));
    pull(range(CLICKS, 2, 7), range(VIEWS, 0, 1));
    assertThat(broken).containsOnlyKeys(0);
    assertThat(broken.get(0).reason()).isEqualTo(Unfinished.Reason.LOST);
    assertThat(broken.get(0).message())
        .startsWith("clicks-0@[2, 5), 3 offsets, deleted by retention");
  }

  @Test
  void aLogThatEndsBeforeThePositionWasCutOff() throws InterruptedException {
    broker.log(CLICKS).append(batch(0, 0, 1));
    pull(range(CLICKS, 5, 7));
    assertThat(broken.get(0).reason()).isEqualTo(Unfinished.Reason.LOST);
    assertThat(broken.get(0).message())
        .contains("truncated: clicks-0@[2, 5) were pulled, but it now ends at 2");
  }

  @Test
  void aPositionIsConfirmedByItsLeaderEpochBeforeAnythingIsRead() throws InterruptedException {
    FakeLog log = broker.log(CLICKS).append(batch(4, 0, 1, 2, 3)).append(batch(6, 4, 5, 6, 7, 8));
    log.epoch(6);
    log.epochEnds(4, 4);
    OffsetRange range = range(CLICKS, 6, 9).range();
    pull(new PlannedRange(range, 0, OptionalInt.of(4), PlannedRange.Begin.AT_POSITION));
    assertThat(broken.get(0).reason()).isEqualTo(Unfinished.Reason.LOST);
    assertThat(broken.get(0).message()).contains("clicks-0@[4, 6) were pulled");
    assertThat(records()).isEmpty();
  }

  @Test
  void aPositionWhoseLeaderEpochIsRightIsReadFrom() throws InterruptedException {
    FakeLog log = broker.log(CLICKS).append(batch(4, 0, 1, 2, 3)).append(batch(6, 4, 5, 6));
    log.epoch(6);
    log.epochEnds(4, 4);
    pull(
        new PlannedRange(
            range(CLICKS, 4, 7).range(), 0, OptionalInt.of(4), PlannedRange.Begin.AT_POSITION));
    assertThat(broken).isEmpty();
    assertThat(records()).hasSize(3);
  }

  @Test
  void theLeaderEpochsOfTheEndsOfEveryEpochAreTold() throws InterruptedException {
    broker
        .log(CLICKS)
        .append(batch(4, 0, 1))
        .append(batch(4, 2, 3))
        .append(batch(6, 6, 7))
        .epoch(6);
    pull(range(CLICKS, 0, 8));
    assertThat(lines)
        .containsSubsequence("epoch 4 at 0", "clicks@0 0 k=v0")
        .containsSubsequence("epoch 6 at 6", "clicks@6 6 k=v6", "epoch 6 at 7")
        .contains("epoch 4 at 3");
  }

  @Test
  void theEpochBeforeAnEndWithinAHoleIsTold() throws InterruptedException {
    broker.log(CLICKS).append(batch(4, 0, 1)).append(batch(4, 20, 21)).epoch(4);
    pull(range(CLICKS, 0, 10));
    EpochTrail trail = new EpochTrail();
    for (String line : lines) {
      if (line.startsWith("epoch 4 at ")) {
        trail.add(Long.parseLong(line.substring(11)), 4);
      }
    }
    assertThat(trail.endingAt(10)).hasValue(4);
  }

  @Test
  void aTopicThatMayNotBeReadBreaksItsOwnRanges() throws InterruptedException {
    broker.log(CLICKS).append(batch(0, 0, 1)).fail(Errors.TOPIC_AUTHORIZATION_FAILED);
    broker.log(VIEWS).append(batch(0, 0, 1, 2));
    pull(range(CLICKS, 0, 2), range(VIEWS, 0, 3));
    assertThat(broken).containsOnlyKeys(0);
    assertThat(broken.get(0).message()).contains("may not read topic clicks");
  }

  @Test
  void formatsBeforeTheirTimeKeepOffsetsAndTimes() throws InterruptedException {
    long offset = 0;
    for (Compression compression : List.of(Compression.NONE, Compression.gzip().build())) {
      for (byte magic : new byte[] {0, 1, 1}) {
        TimestampType time =
            magic == 0
                ? TimestampType.NO_TIMESTAMP_TYPE
                : offset % 4 == 0 ? TimestampType.LOG_APPEND_TIME : TimestampType.CREATE_TIME;
        MemoryRecordsBuilder builder =
            MemoryRecords.builder(
                ByteBuffer.allocate(1024), magic, compression, time, offset, NOON + 77);
        for (int i = 0; i < 2; i++) {
          builder.appendWithOffset(
              offset, magic == 0 ? -1 : NOON + offset, null, ("v" + offset).getBytes(UTF_8));
          offset++;
        }
        broker.log(CLICKS).append(builder.build());
      }
    }
    pull(range(CLICKS, 1, offset));
    assertThat(records())
        .containsExactly(
            "clicks@1 -1 null=v1",
            "clicks@2 2 null=v2",
            "clicks@3 3 null=v3",
            "clicks@4 77 null=v4",
            "clicks@5 77 null=v5",
            "clicks@6 -1 null=v6",
            "clicks@7 -1 null=v7",
            "clicks@8 77 null=v8",
            "clicks@9 77 null=v9",
            "clicks@10 10 null=v10",
            "clicks@11 11 null=v11");
  }

  @Test
  void theTimeOfAppendingIsThatOfTheBatch() throws InterruptedException {
    MemoryRecordsBuilder builder =
        MemoryRecords.builder(
            ByteBuffer.allocate(1024),
            RecordBatch.CURRENT_MAGIC_VALUE,
            Compression.zstd().build(),
            TimestampType.LOG_APPEND_TIME,
            0,
            NOON + 99);
    builder.append(NOON, null, "a".getBytes(UTF_8));
    builder.append(NOON + 1, null, "b".getBytes(UTF_8));
    broker.log(CLICKS).append(builder.build());
    pull(range(CLICKS, 0, 2));
    assertThat(records()).containsExactly("clicks@0 99 null=a", "clicks@1 99 null=b");
  }

  @Test
  void aBrokerThatAsksToBeLeftAloneIs() throws InterruptedException {
    for (long offset = 0; offset < 9; offset++) {
      broker.log(CLICKS).append(batch(0, offset));
    }
    broker.throttle(100);
    pull(range(CLICKS, 0, 9));
    List<Long> fetches = broker.fetchNanos();
    assertThat(records()).hasSize(9);
    assertThat(fetches.get(2) - fetches.get(0)).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(150));
  }

  @Test
  void manyRangesEndEachAtItsOwnEnd() throws InterruptedException {
    PlannedRange[] ranges = new PlannedRange[60];
    for (int i = 0; i < ranges.length; i++) {
      TopicPartition partition = new TopicPartition("clicks", i);
      for (long offset = 0; offset < 12; offset++) {
        broker.log(partition).append(batch(0, offset));
      }
      ranges[i] = range(partition, i % 3, 5 + i % 7);
    }
    pull(ranges);
    int expected = 0;
    for (int i = 0; i < ranges.length; i++) {
      expected += 5 + i % 7 - i % 3;
    }
    assertThat(records()).hasSize(expected);
  }
}
