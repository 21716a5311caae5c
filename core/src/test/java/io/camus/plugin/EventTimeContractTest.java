package io.camus.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.plugin.EventTimeProvider.Extractor;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.SourceRecord;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Extractor} must do. Subclasses name its provider and settings, and give records
 * with their event times.
 */
public abstract class EventTimeContractTest extends ProviderContractTest<EventTimeProvider> {
  private static final long SEED = 20_261_122;
  private static final int TRIES = 500;

  /**
   * A record and its event time.
   *
   * @param datum as the decoder returns it, with bytes if the extractor reads them
   * @param millis milliseconds since the epoch; empty if the record has none
   */
  protected record Example(SourceRecord record, Datum datum, OptionalLong millis) {}

  /** At least one record with an event time, and one without. */
  protected abstract List<Example> examples();

  /** A record without a value that the extractor could read, for its headers. */
  protected static SourceRecord record(Headers headers) {
    return new SourceRecord()
        .set(
            TOPIC,
            3,
            100,
            5_000,
            ByteBuffer.wrap(new byte[] {'k'}),
            ByteBuffer.wrap(new byte[] {'v'}),
            headers);
  }

  /** A datum of some bytes, with Kafka's time. */
  protected static Datum datum(byte[] bytes) {
    Datum datum = new Datum();
    datum.bytes = bytes;
    datum.length = bytes.length;
    datum.eventTimeMillis = 5_000;
    return datum;
  }

  private Extractor extractor() {
    return provider().extractor(topic());
  }

  @Test
  void examplesHaveTheirTimes() {
    Extractor extractor = extractor();
    for (Example example : examples()) {
      assertThat(extractor.millis(example.record(), example.datum()))
          .as(example.toString())
          .isEqualTo(example.millis());
    }
    assertThat(examples()).anyMatch(example -> example.millis().isPresent());
    assertThat(examples()).anyMatch(example -> example.millis().isEmpty());
  }

  @Test
  void recordsBeforeDoNotMatter() {
    Extractor extractor = extractor();
    for (Example before : examples()) {
      for (Example example : examples()) {
        OptionalLong unused = extractor.millis(before.record(), before.datum());
        assertThat(extractor.millis(example.record(), example.datum())).isEqualTo(example.millis());
      }
    }
  }

  @Test
  void recordAndDatumStayAsTheyAre() {
    Extractor extractor = extractor();
    for (Example example : examples()) {
      SourceRecord record = example.record();
      Datum datum = example.datum();
      byte[] bytes = datum.bytes.clone();
      int value = record.value().position();
      int key = record.key().position();

      OptionalLong unused = extractor.millis(record, datum);

      assertThat(datum.bytes).isEqualTo(bytes);
      assertThat(datum.eventTimeMillis).isEqualTo(example.datum().eventTimeMillis);
      assertThat(record.value().position()).isEqualTo(value);
      assertThat(record.key().position()).isEqualTo(key);
    }
  }

  @Test
  void noKeyNoValueNoHeadersAndNoTimeAreNoException() {
    Extractor extractor = extractor();
    for (Example example : examples()) {
      SourceRecord bare = new SourceRecord().set(TOPIC, 0, 0, -1, null, null, new RecordHeaders());
      assertThat(extractor.millis(bare, example.datum())).isNotNull();
    }
  }

  @Test
  void anyBytesInKeyValueAndHeadersAreNoException() {
    Extractor extractor = extractor();
    Random random = new Random(SEED);
    for (int i = 0; i < TRIES; i++) {
      for (Example example : examples()) {
        RecordHeaders headers = new RecordHeaders();
        for (Header header : example.record().headers()) {
          headers.add(
              header.key(), random.nextInt(8) == 0 ? null : damaged(random, header.value()));
        }
        headers.add("", bytes(random));
        SourceRecord record =
            new SourceRecord()
                .set(
                    TOPIC,
                    0,
                    i,
                    random.nextLong(),
                    ByteBuffer.wrap(bytes(random)),
                    ByteBuffer.wrap(bytes(random)),
                    headers);
        assertThat(extractor.millis(record, example.datum())).isNotNull();
      }
    }
  }

  private static byte[] damaged(Random random, byte[] bytes) {
    if (bytes == null || bytes.length == 0 || random.nextInt(4) == 0) {
      return bytes(random);
    }
    byte[] damaged = Arrays.copyOf(bytes, random.nextInt(bytes.length) + 1);
    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
    return damaged;
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(12)];
    random.nextBytes(bytes);
    return bytes;
  }
}
