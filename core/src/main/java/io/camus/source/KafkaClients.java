package io.camus.source;

import io.camus.config.ReaderKind;
import io.camus.failure.KafkaRefusal;
import io.camus.fetch.FetchClient;
import io.camus.model.PlannedRange;
import io.camus.model.SourceException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;

/**
 * Creates the Kafka clients of a task attempt.
 *
 * @param brokers bootstrap list, for messages
 * @param consumerProperties complete settings of a consumer of byte buffers
 * @param adminProperties complete settings of an admin client
 * @param timeout timeout of one request
 * @param reader kind of reader
 */
public record KafkaClients(
    String brokers,
    Map<String, Object> consumerProperties,
    Map<String, Object> adminProperties,
    Duration timeout,
    ReaderKind reader) {

  /** Opens a reader of ranges. */
  public RecordSource open(List<PlannedRange> ranges) {
    return new KafkaSource(
        ranges, new TopicIds(this::admin, brokers, timeout), mine -> reader(ranges, mine));
  }

  private RangeReader reader(List<PlannedRange> ranges, List<Integer> mine) {
    try {
      return switch (reader) {
        case BATCHES -> new BatchReader(new FetchClient(consumerProperties), ranges, mine);
        case CONSUMER -> new ConsumerReader(new KafkaConsumer<>(consumerProperties), ranges, mine);
      };
    } catch (KafkaException e) {
      throw cannotConnect(e);
    }
  }

  private Admin admin() {
    try {
      return Admin.create(adminProperties);
    } catch (KafkaException e) {
      throw cannotConnect(e);
    }
  }

  private SourceException cannotConnect(KafkaException e) {
    return KafkaRefusal.noClient(
        "a client for kafka.brokers=" + brokers, "the client's settings", e);
  }

  /** Shows only the brokers: the settings may contain secrets. */
  @Override
  public String toString() {
    return "KafkaClients[" + brokers + "]";
  }
}
