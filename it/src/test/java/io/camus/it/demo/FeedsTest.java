package io.camus.it.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FeedsTest {
  private static final long TIME = Instant.parse("2026-11-22T14:05:59.120Z").toEpochMilli();
  private static final int HEADER = 5;

  private final SplittableRandom random = new SplittableRandom(1);
  private final Bytes bytes = new Bytes();

  static Iterable<Feed> feeds() {
    return Feeds.ALL;
  }

  @ParameterizedTest
  @MethodSource("feeds")
  void everyVersionIsReadByAvroToItsLastByte(Feed feed) throws Exception {
    for (int version = 1; version <= feed.versions().size(); version++) {
      Schema schema = feed.versions().get(version - 1);
      for (int i = 0; i < 200; i++) {
        byte[] value =
            feed.next(new Moment(TIME, version, 70_000 + version, random), bytes).value();
        assertThat(ByteBuffer.wrap(value, 1, Integer.BYTES).getInt()).isEqualTo(70_000 + version);
        BinaryDecoder decoder =
            DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, null);
        GenericRecord record = new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
        assertThat(decoder.isEnd()).isTrue();
        assertThat(timeOf(record)).isEqualTo(TIME);
      }
    }
  }

  private static Object timeOf(GenericRecord record) {
    return record.hasField("timestamp")
        ? record.get("timestamp")
        : ((GenericRecord) record.get("header")).get("time");
  }

  @Test
  void logLinesAreJsonWithATime() throws Exception {
    byte[] line = new AppLogs().next(new Moment(TIME, 1, 0, random), bytes).value();
    assertThat(new ObjectMapper().readTree(line).path("at").asText())
        .isEqualTo("2026-11-22T14:05:59.120Z");
  }

  @Test
  void percentagesAddUpToAHundred() {
    assertThat(Feeds.ALL.stream().mapToInt(Feed::percent).sum()).isEqualTo(100);
  }

  @Test
  void flawsStayFarBelowTheErrorBudgetOfEveryPartition() {
    for (long messages : new long[] {100, 10_000, 1_000_000}) {
      Batch batch = new Batch(messages, Instant.EPOCH, Instant.EPOCH, 1, Batch.Flaws.SOME);
      for (Feed feed : Feeds.ALL) {
        double share = (double) batch.flawsOf(feed) / Math.max(1, batch.of(feed));
        assertThat(share).isLessThanOrEqualTo(0.0001);
      }
    }
  }
}
