package io.camus.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client against a scripted broker, on sockets. */
class FetchClientTest {
  private static final TopicPartition CLICKS = new TopicPartition("clicks", 0);
  private static final TopicPartition VIEWS = new TopicPartition("views", 0);
  private static final Duration A_WHILE = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofSeconds(10);

  private final FakeBroker broker = new FakeBroker();
  private final BatchRecords records = new BatchRecords();
  private final List<String> lines = new ArrayList<>();
  private FetchClient client;

  @AfterEach
  void close() {
    if (client != null) {
      client.close();
    }
    records.close();
    broker.close();
  }

  /** Writes down what is read of one partition. */
  private final class Notes implements FetchedBatches.Visitor {
    private final TopicPartition partition;

    Notes(TopicPartition partition) {
      this.partition = partition;
    }

    @Override
    public boolean wants(long offset) {
      return true;
    }

    @Override
    public void leaderEpoch(long offset, int epoch) {}

    @Override
    public void record(
        long offset,
        long timestampMillis,
        ByteBuffer key,
        ByteBuffer value,
        Supplier<Headers> headers) {
      lines.add(partition + "@" + offset + " " + UTF_8.decode(value.duplicate()));
    }

    @Override
    public void position(long offset) {}

    @Override
    public Optional<String> missingCodec(Throwable failure) {
      return Optional.empty();
    }

    @Override
    public void broken(String why) {
      throw new AssertionError(why);
    }
  }

  private FetchClient open(TopicPartition... partitions) {
    client =
        new FetchClient(
            Map.of(
                "bootstrap.servers",
                broker.address(),
                "client.id",
                "test",
                "key.deserializer",
                ByteBufferDeserializer.class,
                "value.deserializer",
                ByteBufferDeserializer.class,
                "auto.offset.reset",
                "none",
                "retry.backoff.ms",
                10));
    client.assign(Set.of(partitions));
    for (TopicPartition partition : partitions) {
      client.seek(partition, 0, OptionalInt.empty());
    }
    return client;
  }

  private void pollUntil(BooleanSupplier enough) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!enough.getAsBoolean()) {
      assertThat(System.nanoTime()).as("%s", lines).isLessThan(deadline);
      for (FetchedBatches batches : client.poll(A_WHILE)) {
        batches.read(records, new Notes(batches.partition()));
      }
    }
  }

  private static MemoryRecords batch(long offset, String... values) {
    SimpleRecord[] all = new SimpleRecord[values.length];
    for (int i = 0; i < values.length; i++) {
      all[i] = new SimpleRecord(values[i].getBytes(UTF_8));
    }
    return MemoryRecords.withRecords(offset, Compression.lz4().build(), all);
  }

  @Test
  void everyPartitionComesOnceAndInOrder() {
    broker.log(CLICKS).append(batch(0, "a", "b")).append(batch(2, "c"));
    broker.log(VIEWS).append(batch(0, "d"));
    open(CLICKS, VIEWS);
    pollUntil(() -> lines.size() == 4);
    client.poll(A_WHILE);
    assertThat(lines)
        .containsExactlyInAnyOrder("clicks-0@0 a", "clicks-0@1 b", "clicks-0@2 c", "views-0@0 d")
        .containsSubsequence("clicks-0@0 a", "clicks-0@1 b", "clicks-0@2 c");
  }

  @Test
  void whatIsFetchedAheadComesWithTheNextPoll() {
    FakeLog log = broker.log(CLICKS).append(batch(0, "a"));
    open(CLICKS);
    pollUntil(() -> lines.size() == 1);
    log.append(batch(1, "b"));
    client.fetchAhead();
    pollUntil(() -> lines.size() == 2);
    assertThat(lines).containsExactly("clicks-0@0 a", "clicks-0@1 b");
  }

  @Test
  void aPausedPartitionIsLeftAlone() {
    broker.log(CLICKS).append(batch(0, "a"));
    broker.log(VIEWS).append(batch(0, "b"));
    open(CLICKS, VIEWS).pause(CLICKS);
    pollUntil(() -> lines.size() == 1);
    client.poll(A_WHILE);
    assertThat(lines).containsExactly("views-0@0 b");
  }

  @Test
  void aBrokerThatLeadsNoMoreIsAskedAgain() {
    FakeLog log = broker.log(CLICKS).append(batch(0, "a"));
    log.failNext(Errors.NOT_LEADER_OR_FOLLOWER, Errors.UNKNOWN_LEADER_EPOCH);
    broker.hangUpAfter(3);
    open(CLICKS);
    pollUntil(() -> lines.size() == 1);
    log.append(batch(1, "b"));
    pollUntil(() -> lines.size() == 2);
    assertThat(lines).containsExactly("clicks-0@0 a", "clicks-0@1 b");
  }

  @Test
  void aCorruptLogFailsAndIsCountedUntilItCanBeRead() {
    FakeLog log = broker.log(CLICKS).append(batch(0, "a"));
    log.failNext(Errors.CORRUPT_MESSAGE);
    open(CLICKS);
    assertThatThrownBy(() -> pollUntil(() -> false)).isInstanceOf(KafkaException.class);
    assertThat(client.refusedAsCorrupt(CLICKS)).isEqualTo(1);
    pollUntil(() -> lines.size() == 1);
    assertThat(client.refusedAsCorrupt(CLICKS)).isZero();
  }

  @Test
  void anOffsetThatRetentionHasDeletedIsOutOfRange() {
    FakeLog log = broker.log(CLICKS).append(batch(5, "a"));
    log.start(5);
    open(CLICKS);
    assertThatThrownBy(() -> pollUntil(() -> false)).isInstanceOf(OffsetOutOfRangeException.class);
    assertThat(client.beginning(CLICKS, LONG)).isEqualTo(5);
    assertThat(client.end(CLICKS, LONG)).isEqualTo(6);
  }

  @Test
  void aPositionBehindTheEndOfItsEpochWasCutOff() {
    FakeLog log = broker.log(CLICKS).append(batch(0, "a", "b", "c", "d"));
    log.epoch(6);
    log.epochEnds(4, 2);
    open(CLICKS).seek(CLICKS, 3, OptionalInt.of(4));
    assertThatThrownBy(() -> pollUntil(() -> false)).isInstanceOf(LogTruncationException.class);
    assertThat(lines).isEmpty();
  }

  @Test
  void theStateOfALeaderTellsThatItThrottles() {
    broker.log(CLICKS).append(batch(0, "a"));
    broker.throttle(60_000);
    open(CLICKS);
    pollUntil(() -> lines.size() == 1);
    assertThat(client.leaderState(CLICKS))
        .startsWith("broker 0 at 127.0.0.1:")
        .contains("fetches are throttled by a consumer quota for 60 s more");
    assertThat(client.leaderState(VIEWS)).isEqualTo("its leader is unknown");
  }
}
