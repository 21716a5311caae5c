package io.camus.spi;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;

/**
 * The current Kafka record. One object is reused for all records of a task: keep nothing of it
 * after the call. Not thread-safe.
 */
public final class SourceRecord {
  private String topic;
  private int partition;
  private long offset;
  private long timestampMillis;
  private ByteBuffer key;
  private ByteBuffer value;
  private Headers headers;
  private Supplier<Headers> headersToMake;
  private TimestampType timestampType = TimestampType.NO_TIMESTAMP_TYPE;
  private int leaderEpoch = -1;

  /**
   * Sets what the next records have in common.
   *
   * @param leaderEpoch negative if it is unknown
   */
  public SourceRecord setBatch(TimestampType timestampType, int leaderEpoch) {
    this.timestampType = timestampType;
    this.leaderEpoch = leaderEpoch;
    return this;
  }

  /**
   * Sets another record.
   *
   * @param timestampMillis Kafka's timestamp of the record, -1 if it has none
   * @param key backed by an accessible array, or null
   * @param value backed by an accessible array, or null
   */
  public SourceRecord set(
      String topic,
      int partition,
      long offset,
      long timestampMillis,
      ByteBuffer key,
      ByteBuffer value,
      Headers headers) {
    this.topic = topic;
    this.partition = partition;
    this.offset = offset;
    this.timestampMillis = timestampMillis;
    this.key = key;
    this.value = value;
    this.headers = headers;
    return this;
  }

  /**
   * Sets another record, with lazily created headers.
   *
   * @param timestampMillis Kafka's timestamp of the record, -1 if it has none
   * @param key backed by an accessible array, or null
   * @param value backed by an accessible array, or null
   * @param headers creates them, while this is the current record
   */
  public SourceRecord set(
      String topic,
      int partition,
      long offset,
      long timestampMillis,
      ByteBuffer key,
      ByteBuffer value,
      Supplier<Headers> headers) {
    this.headersToMake = headers;
    return set(topic, partition, offset, timestampMillis, key, value, (Headers) null);
  }

  public String topic() {
    return topic;
  }

  public int partition() {
    return partition;
  }

  public long offset() {
    return offset;
  }

  /** Kafka's timestamp of the record in milliseconds since the epoch, -1 if it has none. */
  public long timestampMillis() {
    return timestampMillis;
  }

  /** Whether the timestamp is the producer's or the broker's. */
  public TimestampType timestampType() {
    return timestampType;
  }

  /** The epoch of the leader that wrote the record; negative if it is unknown. */
  public int leaderEpoch() {
    return leaderEpoch;
  }

  /** The key's bytes, from position to limit, in an accessible array; null if there is none. */
  public ByteBuffer key() {
    return key;
  }

  /** The value's bytes, from position to limit, in an accessible array; null for a tombstone. */
  public ByteBuffer value() {
    return value;
  }

  public Headers headers() {
    if (headers == null) {
      headers = headersToMake.get();
    }
    return headers;
  }
}
