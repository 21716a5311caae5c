package io.camus.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.RejectionCause;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.SourceRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class BytesDecoderTest {
  private final BytesDecoder decoder = new BytesDecoder();

  @Test
  void everythingThatKafkaKnowsIsKept() throws IOException {
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", new byte[] {1, 2}).add("none", null).add("trace", new byte[0]);
    byte[] large = new byte[100_000];
    large[99_999] = 7;
    SourceRecord record =
        new SourceRecord()
            .set(
                "clicks",
                3,
                1L << 40,
                5,
                Records.slice(new byte[0]),
                Records.slice(large),
                headers);

    Datum datum = (Datum) decoder.decode(record);

    assertThat(datum.eventTimeMillis).isEqualTo(5);
    GenericRecord raw = read(datum);
    assertThat(raw.get("partition")).isEqualTo(3);
    assertThat(raw.get("offset")).isEqualTo(1L << 40);
    assertThat(raw.get("timestamp")).isEqualTo(5L);
    assertThat(raw.get("key")).isEqualTo(ByteBuffer.wrap(new byte[0]));
    assertThat(raw.get("value")).isEqualTo(ByteBuffer.wrap(large));
    assertThat((List<?>) raw.get("headers"))
        .extracting(Object::toString)
        .containsExactly(
            "{\"key\": \"trace\", \"value\": \"\\u0001\\u0002\"}",
            "{\"key\": \"none\", \"value\": null}",
            "{\"key\": \"trace\", \"value\": \"\"}");
  }

  @Test
  void nullKeyAndValueAreData() throws IOException {
    SourceRecord record =
        new SourceRecord().set("clicks", 3, 0, 5, null, null, new RecordHeaders());

    GenericRecord raw = read((Datum) decoder.decode(record));

    assertThat(raw.get("key")).isNull();
    assertThat(raw.get("value")).isNull();
    assertThat((List<?>) raw.get("headers")).isEmpty();
  }

  @Test
  void onlyARecordWithoutTimeIsRejected() {
    Decoded decoded = decoder.decode(Records.of("x".getBytes(UTF_8), -1));

    assertThat(((Decoded.Rejected) decoded).cause()).isEqualTo(RejectionCause.NO_EVENT_TIME);
  }

  private static GenericRecord read(Datum datum) throws IOException {
    BinaryDecoder in =
        DecoderFactory.get().binaryDecoder(datum.bytes, datum.offset, datum.length, null);
    GenericRecord record =
        new GenericDatumReader<GenericRecord>(BytesDecoder.SCHEMA).read(null, in);
    assertThat(in.isEnd()).isTrue();
    return record;
  }
}
