package io.camus.config;

import java.util.Map;

/** How the directory of a record is derived from its event time. */
public enum PartitionerKind {
  /**
   * {@code hourly/2026/11/22/14}, or by the minutes in {@code etl.output.file.time.partition.mins}.
   */
  HOURLY,
  /** {@code daily/2026/11/22}. */
  DAILY,
  /** {@code dt=2026-11-22/hour=14}. */
  HIVE,
  /** {@code dt=2026-11-22}. */
  HIVE_DAILY,
  /** By the date pattern in {@code etl.destination.path.topic.sub.dirformat}. */
  PATTERN,
  /** {@code hourly/2026/11/22/14}, whatever the minutes; the original's HourlyPartitioner. */
  WHOLE_HOURS,
  /** The same, with files of the configured minutes; the original's DefaultPartitioner. */
  HOURS_OF_FILES;

  /** By its name, or by the original's class for it; two have only the class. */
  static final KeyType<PartitionerKind> TYPE =
      KeyType.oneOf(
          KeyType.words(new PartitionerKind[] {HOURLY, DAILY, HIVE, HIVE_DAILY, PATTERN}),
          Map.of(
              "com.linkedin.camus.etl.kafka.coders.defaultpartitioner", HOURS_OF_FILES,
              "com.linkedin.camus.etl.kafka.partitioner.defaultpartitioner", HOURS_OF_FILES,
              "com.linkedin.camus.etl.kafka.partitioner.hourlypartitioner", WHOLE_HOURS,
              "com.linkedin.camus.etl.kafka.partitioner.dailypartitioner", DAILY,
              "com.linkedin.camus.etl.kafka.partitioner.timebasedpartitioner", PATTERN));
}
