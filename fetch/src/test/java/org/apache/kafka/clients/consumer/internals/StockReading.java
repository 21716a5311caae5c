package org.apache.kafka.clients.consumer.internals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.*;
import org.apache.kafka.common.utils.internals.*;
import org.xerial.snappy.SnappyError;

/**
 * What Kafka's own consumer makes of an answer. In this package because the consumer's class for
 * that cannot be seen from others.
 *
 * @param records in their order
 * @param next the position behind them
 * @param failed whether it failed behind them
 */
public record StockReading(
    List<ConsumerRecord<byte[], byte[]>> records, long next, boolean failed) {

  /** Reads an answer for one partition, record by record. */
  public static StockReading of(
      TopicPartition partition, PartitionData data, long from, IsolationLevel isolation) {
    try (Metrics metrics = new Metrics(new MetricConfig().tags(Map.of("client-id", "stock")));
        Deserializers<byte[], byte[]> bytes =
            new Deserializers<>(
                new ByteArrayDeserializer(), new ByteArrayDeserializer(), metrics)) {
      LogContext log = new LogContext();
      CompletedFetch fetch =
          new CompletedFetch(
              log.logger(StockReading.class),
              new SubscriptionState(log, AutoOffsetResetStrategy.NONE),
              BufferSupplier.create(),
              partition,
              data,
              new FetchMetricsAggregator(
                  ConsumerUtils.createFetchMetricsManager(metrics), Set.of(partition)),
              from);
      FetchConfig config =
          new FetchConfig(1, 1 << 20, 1, 1 << 20, Integer.MAX_VALUE, true, "", isolation);
      return read(fetch, config, bytes);
    }
  }

  private static StockReading read(
      CompletedFetch fetch, FetchConfig config, Deserializers<byte[], byte[]> bytes) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    boolean failed = false;
    try {
      boolean any = true;
      while (any) {
        any = records.addAll(fetch.fetchRecords(config, bytes, 1));
      }
    } catch (RuntimeException | OutOfMemoryError | SnappyError e) {
      // It makes room for whatever size a damaged record claims to have.
      failed = true;
    }
    return new StockReading(records, fetch.nextFetchOffset(), failed);
  }
}
