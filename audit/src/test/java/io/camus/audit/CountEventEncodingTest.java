package io.camus.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.junit.jupiter.api.Test;

class CountEventEncodingTest {
  private static final CountEvent EVENT =
      new CountEvent(
          EventId.derive(1, "clicks"),
          1_700_000_000_000L,
          "web1",
          "shop",
          "hadoop",
          "clicks",
          12_345,
          -600_000,
          0);

  private final CountEventDecoder decoder = new CountEventDecoder();

  @Test
  void registryFormatRoundTrips() throws IOException {
    byte[] message = CountEventEncoder.withSchemaId(0x01020304).encode(EVENT);

    assertThat(message).startsWith(0, 1, 2, 3, 4);
    assertThat(decoder.decode(message)).isEqualTo(EVENT);
  }

  @Test
  void singleObjectRoundTrips() throws IOException {
    byte[] message = CountEventEncoder.withFingerprint().encode(EVENT);

    assertThat(message).startsWith(0xC3, 0x01);
    assertThat(decoder.decode(message)).isEqualTo(EVENT);
  }

  @Test
  void avroItselfReadsTheSingleObject() throws IOException {
    BinaryMessageDecoder<GenericRecord> avro =
        new BinaryMessageDecoder<>(GenericData.get(), CountEventSchema.schema());

    GenericRecord datum = avro.decode(CountEventEncoder.withFingerprint().encode(EVENT));

    assertThat(datum.get("eventType")).hasToString("clicks");
    assertThat(datum.get("count")).isEqualTo(12_345L);
    GenericRecord header = (GenericRecord) datum.get("header");
    assertThat(header.get("server")).hasToString("web1");
    assertThat(header.get("service")).hasToString("shop");
  }

  @Test
  void schemaHasTheNamesOfTheOriginalEvent() {
    assertThat(CountEventSchema.schema().getName()).isEqualTo("TrackingMonitoringEvent");
    assertThat(CountEventSchema.schema().getFields())
        .extracting(field -> field.name())
        .containsExactly("header", "tier", "eventType", "count", "beginTimestamp", "endTimestamp");
    assertThat(CountEventSchema.HEADER.getFields())
        .extracting(field -> field.name())
        .containsExactly("time", "server", "service", "guid");
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] message = CountEventEncoder.withSchemaId(9).encode(EVENT);

    for (int length = 0; length < message.length; length++) {
      byte[] torn = Arrays.copyOf(message, length);
      assertThatThrownBy(() -> decoder.decode(torn)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aTextThatIsLongerThanTheMessageIsRefusedBeforeItIsRead() {
    byte[] message = CountEventEncoder.withSchemaId(9).encode(EVENT);
    int server = 5 + 6;
    for (int i = 0; i < 4; i++) {
      message[server + i] = (byte) 0xFE;
    }
    message[server + 4] = 0x0F;

    assertThatThrownBy(() -> decoder.decode(message)).isInstanceOf(IOException.class);
  }

  @Test
  void everyChangedBitIsRefusedOrReadAsAnotherEvent() {
    byte[] message = CountEventEncoder.withSchemaId(9).encode(EVENT);
    int read = 0;
    int refused = 0;
    for (int bit = 5 * Byte.SIZE; bit < message.length * Byte.SIZE; bit++) {
      byte[] changed = message.clone();
      changed[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
      try {
        assertThat(decoder.decode(changed)).isNotEqualTo(EVENT);
        read++;
      } catch (IOException e) {
        refused++;
      }
    }
    assertThat(read).isPositive();
    assertThat(refused).isPositive();
  }

  @Test
  void trailingBytesAreRefused() {
    byte[] message = CountEventEncoder.withSchemaId(9).encode(EVENT);

    assertThatThrownBy(() -> decoder.decode(Arrays.copyOf(message, message.length + 1)))
        .hasMessageContaining("bytes follow");
  }

  @Test
  void anotherSchemasFingerprintIsRefused() {
    byte[] message = CountEventEncoder.withFingerprint().encode(EVENT);
    ByteBuffer.wrap(message).putLong(2, 0);

    assertThatThrownBy(() -> decoder.decode(message)).hasMessageContaining("fingerprint");
  }

  @Test
  void windowMustNotBeEmpty() {
    EventId id = EVENT.id();

    assertThatThrownBy(() -> new CountEvent(id, 0, "s", "v", "t", "topic", 1, 10, 10))
        .hasMessageContaining("[10, 10)");
  }
}
