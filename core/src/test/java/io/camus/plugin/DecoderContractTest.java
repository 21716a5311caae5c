package io.camus.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.model.RejectionCause;
import io.camus.spi.DatumType;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoded.Rejected;
import io.camus.spi.Decoder;
import io.camus.spi.SchemaRegistry;
import io.camus.spi.SourceRecord;
import io.camus.time.EventTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Decoder} must do. Subclasses name its provider and settings, and give values
 * that it can decode.
 */
public abstract class DecoderContractTest extends ProviderContractTest<DecoderProvider> {
  private static final long SEED = 20_261_122;
  private static final int TRIES = 3000;
  private static final int LONGEST = 200;
  private static final long TIME = 1_795_356_785_000L;
  private static final int AROUND = 10;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Values that are data, of as many kinds as possible. */
  protected abstract List<byte[]> goodValues();

  /** The registry of their schemas, if the decoder needs one. */
  protected Optional<SchemaRegistry> registry() {
    return Optional.empty();
  }

  /** The delimiters that the files of a topic may have. */
  private List<Optional<byte[]>> delimiters() {
    return provider().form() == Form.AVRO
        ? List.of(Optional.empty())
        : List.of(Optional.empty(), Optional.of(utf8("\n")), Optional.of(utf8("\u0001|")));
  }

  private Decoder decoder(Optional<byte[]> delimiter) {
    return provider()
        .decoder(
            new DecoderProvider.Context(
                topic(), registry(), DecoderProvider.Part.VALUE, delimiter));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A record whose bytes lie in the middle of a larger array, as Kafka's client returns them. */
  private static SourceRecord record(byte[] value, long timestampMillis) {
    return new SourceRecord()
        .set(
            TOPIC,
            3,
            100,
            timestampMillis,
            slice(utf8("key")),
            value == null ? null : slice(value),
            new RecordHeaders().add("trace", new byte[] {1, 2}).add("none", null));
  }

  private static ByteBuffer slice(byte[] bytes) {
    byte[] larger = new byte[bytes.length + 2 * AROUND];
    Arrays.fill(larger, (byte) '"');
    System.arraycopy(bytes, 0, larger, AROUND, bytes.length);
    return ByteBuffer.wrap(larger, AROUND / 2, larger.length - AROUND)
        .slice()
        .position(AROUND - AROUND / 2)
        .limit(AROUND - AROUND / 2 + bytes.length);
  }

  private static byte[] bytes(Datum datum) {
    return Arrays.copyOfRange(datum.bytes, datum.offset, datum.offset + datum.length);
  }

  @Test
  void goodValuesAreData() {
    for (Optional<byte[]> delimiter : delimiters()) {
      Decoder decoder = decoder(delimiter);
      for (byte[] value : goodValues()) {
        Decoded decoded = decoder.decode(record(value, TIME));
        assertThat(decoded).as(words(value)).isInstanceOf(Datum.class);
        assertValid(decoder, decoded, delimiter);
      }
    }
  }

  @Test
  void anyBytesAreDataOrRejected() {
    Random random = new Random(SEED);
    for (Optional<byte[]> delimiter : delimiters()) {
      Decoder decoder = decoder(delimiter);
      for (int i = 0; i < TRIES; i++) {
        byte[] value = new byte[random.nextInt(LONGEST)];
        random.nextBytes(value);
        assertHandled(decoder, value, delimiter);
      }
    }
  }

  @Test
  void damagedValuesAreDataOrRejected() {
    Random random = new Random(SEED);
    for (Optional<byte[]> delimiter : delimiters()) {
      Decoder decoder = decoder(delimiter);
      List<byte[]> good = goodValues();
      for (int i = 0; i < TRIES; i++) {
        assertHandled(decoder, damaged(random, good.get(i % good.size())), delimiter);
      }
    }
  }

  /** A few changes: other bytes, fewer bytes, more bytes, among them the usual delimiters. */
  private static byte[] damaged(Random random, byte[] value) {
    byte[] damaged = value.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(damaged.length + 1);
      byte some = "\n\r\u0001|\"\\{}=&".getBytes(StandardCharsets.UTF_8)[random.nextInt(10)];
      switch (random.nextInt(4)) {
        case 0 -> damaged = Arrays.copyOf(damaged, at);
        case 1 -> {
          byte[] longer = Arrays.copyOf(damaged, damaged.length + 1);
          System.arraycopy(damaged, at, longer, at + 1, damaged.length - at);
          longer[at] = random.nextBoolean() ? some : (byte) random.nextInt();
          damaged = longer;
        }
        default -> {
          if (at < damaged.length) {
            damaged[at] = random.nextBoolean() ? some : (byte) random.nextInt();
          }
        }
      }
    }
    return damaged;
  }

  @Test
  void anEmptyValueIsDataOrRejected() {
    for (Optional<byte[]> delimiter : delimiters()) {
      assertHandled(decoder(delimiter), new byte[0], delimiter);
    }
  }

  @Test
  void aNullValueIsDataOrRejectedAsNull() {
    for (Optional<byte[]> delimiter : delimiters()) {
      Decoder decoder = decoder(delimiter);
      Decoded decoded = decoder.decode(record(null, TIME));
      assertValid(decoder, decoded, delimiter);
      if (decoded instanceof Rejected rejected) {
        assertThat(rejected.cause()).isEqualTo(RejectionCause.NULL_VALUE);
      }
    }
  }

  @Test
  void aRecordWithoutKeyHeadersAndTimeIsDataOrRejected() {
    for (Optional<byte[]> delimiter : delimiters()) {
      Decoder decoder = decoder(delimiter);
      for (byte[] value : goodValues()) {
        SourceRecord bare =
            new SourceRecord().set(TOPIC, 0, 0, -1, null, slice(value), new RecordHeaders());
        assertValid(decoder, decoder.decode(bare), delimiter);
      }
    }
  }

  /** Kafka's bytes are still needed, for the dead letter and the digest. */
  @Test
  void keyAndValueStayAsTheyAre() {
    Random random = new Random(SEED);
    List<byte[]> values = new ArrayList<>(goodValues());
    for (int i = 0; i < TRIES; i++) {
      values.add(damaged(random, values.get(i % goodValues().size())));
    }
    for (Optional<byte[]> delimiter : delimiters()) {
      Decoder decoder = decoder(delimiter);
      for (byte[] value : values) {
        SourceRecord record = record(value, TIME);
        byte[] before = record.value().array().clone();

        Decoded unused = decoder.decode(record);

        assertThat(record.value().array()).as(words(value)).isEqualTo(before);
        assertThat(record.value().remaining()).isEqualTo(value.length);
        assertThat(record.key().remaining()).isEqualTo(3);
      }
    }
  }

  /** Each type object starts a file. */
  @Test
  void oneSchemaIsOneTypeObject() {
    for (Optional<byte[]> delimiter : delimiters()) {
      Decoder decoder = decoder(delimiter);
      List<DatumType> seen = new ArrayList<>();
      for (int round = 0; round < 3; round++) {
        for (byte[] value : goodValues()) {
          DatumType type = ((Datum) decoder.decode(record(value, TIME))).type;
          for (DatumType other : seen) {
            if (other.schema().equals(type.schema()) && other.metadata().equals(type.metadata())) {
              assertThat(type).as("the type of " + words(value)).isSameAs(other);
            }
          }
          seen.add(type);
        }
      }
    }
  }

  @Test
  void decodersDoNotShareWhatTheyReuse() {
    for (Optional<byte[]> delimiter : delimiters()) {
      Decoder decoder = decoder(delimiter);
      Decoder other = decoder(delimiter);
      for (byte[] value : goodValues()) {
        Datum datum = (Datum) decoder.decode(record(value, TIME));
        byte[] before = bytes(datum);
        for (byte[] another : goodValues()) {
          Decoded unused = other.decode(record(another, TIME + 1));
        }
        assertThat(bytes(datum)).isEqualTo(before);
      }
    }
  }

  @Test
  void aValueIsDecodedAlikeAfterAnyOther() {
    for (Optional<byte[]> delimiter : delimiters()) {
      Decoder decoder = decoder(delimiter);
      for (byte[] value : goodValues()) {
        byte[] alone = bytes((Datum) decoder(delimiter).decode(record(value, TIME)));
        Decoded unused = decoder.decode(record(utf8("\u0000?"), TIME));
        assertThat(bytes((Datum) decoder.decode(record(value, TIME)))).isEqualTo(alone);
      }
    }
  }

  private void assertHandled(Decoder decoder, byte[] value, Optional<byte[]> delimiter) {
    Decoded decoded = null;
    SourceRecord record = record(value, TIME);
    try {
      decoded = decoder.decode(record);
      assertValid(decoder, decoded, delimiter);
      if (decoded instanceof Rejected rejected) {
        assertThat(decoder.hint(record, rejected)).isNotNull();
      }
    } catch (RuntimeException | Error e) {
      fail(words(value) + " -> " + decoded, e);
    }
  }

  private void assertValid(Decoder decoder, Decoded decoded, Optional<byte[]> delimiter) {
    if (decoded instanceof Rejected rejected) {
      assertThat(rejected.cause()).isNotNull();
      assertThat(rejected.message()).isNotBlank();
      return;
    }
    assertThat(decoded).isInstanceOf(Datum.class);
    Datum datum = (Datum) decoded;
    assertThat(datum.type).isNotNull();
    assertThat(datum.origin).isNotNull();
    assertThat(datum.eventTimeMillis).isBetween(EventTime.FIRST_MILLIS, EventTime.LAST_MILLIS);
    assertThat(datum.eventTimeSource)
        .isBetween(Datum.KAFKA_TIME, Datum.FIRST_FIELD - 1 + decoder.eventTimeFields().size());
    assertThat(datum.offset).isNotNegative();
    assertThat(datum.length).isBetween(0, datum.bytes.length - datum.offset);
    byte[] bytes = bytes(datum);
    try {
      switch (provider().form()) {
        case AVRO -> assertAvro(datum.type.schema().orElseThrow(), bytes);
        case JSON -> {
          assertText(datum, bytes, delimiter);
          assertThat(JSON.readTree(bytes).isObject()).as("a JSON object").isTrue();
        }
        case TEXT -> assertText(datum, bytes, delimiter);
      }
    } catch (IOException e) {
      fail("not " + provider().form() + ": " + words(bytes), e);
    }
  }

  private static void assertAvro(Schema schema, byte[] bytes) throws IOException {
    BinaryDecoder in = DecoderFactory.get().binaryDecoder(bytes, null);
    Object unused = new GenericDatumReader<>(schema).read(null, in);
    assertThat(in.isEnd()).as("nothing follows the datum").isTrue();
  }

  private static void assertText(Datum datum, byte[] bytes, Optional<byte[]> delimiter)
      throws IOException {
    assertThat(datum.type.schema()).isEmpty();
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    // Also not across the delimiter that follows it.
    delimiter
        .map(it -> new String(it, StandardCharsets.UTF_8))
        .ifPresent(it -> assertThat((text + it).indexOf(it)).as(text).isEqualTo(text.length()));
  }

  private static String words(byte[] bytes) {
    return "value \"" + new String(bytes, StandardCharsets.ISO_8859_1) + "\"";
  }
}
