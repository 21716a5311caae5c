package io.camus.inspect;

import io.camus.spi.SourceRecord;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Utils;

/**
 * A copy of a record from Kafka.
 *
 * @param timestampMillis Kafka's timestamp, -1 if it has none
 * @param key in an accessible array; empty if there is none
 * @param value in an accessible array; empty for a tombstone
 * @param headers by name, the last one of each; no bytes for one without a value
 */
public record SampledRecord(
    String topic,
    int partition,
    long offset,
    long timestampMillis,
    Optional<ByteBuffer> key,
    Optional<ByteBuffer> value,
    Map<String, ByteBuffer> headers) {

  public SampledRecord {
    headers = Collections.unmodifiableMap(new TreeMap<>(headers));
  }

  /** A copy of a record. */
  static SampledRecord copyOf(SourceRecord record) {
    Map<String, ByteBuffer> headers = new TreeMap<>();
    for (Header header : record.headers()) {
      byte[] value = header.value();
      headers.put(header.key(), ByteBuffer.wrap(value == null ? new byte[0] : value.clone()));
    }
    return new SampledRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestampMillis(),
        copy(record.key()),
        copy(record.value()),
        headers);
  }

  private static Optional<ByteBuffer> copy(ByteBuffer bytes) {
    if (bytes == null) {
      return Optional.empty();
    }
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return Optional.of(ByteBuffer.wrap(copy));
  }

  /** Points a view to this record, with the last header of each name. */
  SourceRecord into(SourceRecord view) {
    return view.set(
        topic,
        partition,
        offset,
        timestampMillis,
        key.map(ByteBuffer::duplicate).orElse(null),
        value.map(ByteBuffer::duplicate).orElse(null),
        this::kafkaHeaders);
  }

  private Headers kafkaHeaders() {
    Headers all = new ConsumerRecord<>(topic, partition, offset, "", "").headers();
    headers.forEach((name, value) -> all.add(name, Utils.toArray(value)));
    return all;
  }

  /** This record with another value. */
  SampledRecord withValue(Optional<ByteBuffer> other) {
    return new SampledRecord(topic, partition, offset, timestampMillis, key, other, headers);
  }

  /** Bytes of the value; 0 for a tombstone. */
  int valueBytes() {
    return value.map(ByteBuffer::remaining).orElse(0);
  }

  /** Bytes of key and value. */
  int bytes() {
    return valueBytes() + key.map(ByteBuffer::remaining).orElse(0);
  }

  /** For people: {@code clicks-3@1042}. */
  String place() {
    return topic + "-" + partition + "@" + offset;
  }
}
