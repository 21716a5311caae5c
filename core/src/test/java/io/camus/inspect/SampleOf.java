package io.camus.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.camus.inspect.TopicSample.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Samples of a topic, record by record, a second of Kafka's time apart. */
final class SampleOf {
  /** Kafka's time of the first record. */
  static final Instant START = Instant.parse("2026-11-22T14:00:00Z");

  private final String topic;
  private final List<SampledRecord> records = new ArrayList<>();
  private Optional<String> policy = Optional.of("delete");

  SampleOf(String topic) {
    this.topic = topic;
  }

  /** Kafka's time of the n-th record. */
  static Instant time(int n) {
    return START.plusSeconds(n);
  }

  SampleOf compacted() {
    policy = Optional.of("compact");
    return this;
  }

  SampleOf value(byte[] value, Map<String, ByteBuffer> headers) {
    int n = records.size();
    records.add(
        new SampledRecord(
            topic,
            0,
            n,
            time(n).toEpochMilli(),
            Optional.of(ByteBuffer.wrap(("key-" + n).getBytes(UTF_8))),
            Optional.ofNullable(value).map(ByteBuffer::wrap),
            headers));
    return this;
  }

  SampleOf value(byte[] value) {
    return value(value, Map.of());
  }

  SampleOf text(String value) {
    return value(value.getBytes(UTF_8));
  }

  SampleOf tombstone() {
    return value(null);
  }

  TopicSample sample() {
    return new TopicSample(
        topic,
        1,
        records.size(),
        policy,
        List.of(new Span(0, 0, records.size())),
        records,
        Optional.empty());
  }

  /** Avro behind a zero byte and an id of so many bytes; without both if there are none. */
  static byte[] avro(int idBytes, long id, GenericRecord record) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (idBytes > 0) {
      ByteBuffer head = ByteBuffer.allocate(1 + Long.BYTES).put((byte) 0);
      out.write(
          (idBytes == Long.BYTES ? head.putLong(id) : head.putInt((int) id)).array(),
          0,
          1 + idBytes);
    }
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static Schema schema(String fields) {
    return new Schema.Parser()
        .parse(
            "{\"type\":\"record\",\"name\":\"Click\",\"namespace\":\"test\",\"fields\":["
                + fields
                + "]}");
  }
}
