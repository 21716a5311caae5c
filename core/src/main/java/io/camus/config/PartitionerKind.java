package io.camus.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How the directory of a record follows from its event time. */
public enum PartitionerKind {
  /** {@code hourly/2026/11/22/14}. */
  HOURLY,
  /** {@code daily/2026/11/22}. */
  DAILY,
  /** {@code dt=2026-11-22/hour=14}. */
  HIVE,
  /** {@code dt=2026-11-22}. */
  HIVE_DAILY,
  /** By the date pattern in {@code etl.destination.path.topic.sub.dirformat}. */
  PATTERN;

  private static final Map<String, PartitionerKind> CLASSES_OF_THE_ORIGINAL =
      Map.of(
          "com.linkedin.camus.etl.kafka.coders.defaultpartitioner", HOURLY,
          "com.linkedin.camus.etl.kafka.partitioner.defaultpartitioner", HOURLY,
          "com.linkedin.camus.etl.kafka.partitioner.hourlypartitioner", HOURLY,
          "com.linkedin.camus.etl.kafka.partitioner.dailypartitioner", DAILY,
          "com.linkedin.camus.etl.kafka.partitioner.timebasedpartitioner", PATTERN);

  static Optional<PartitionerKind> named(String word) {
    return Reading.member(values(), word)
        .or(() -> Optional.ofNullable(CLASSES_OF_THE_ORIGINAL.get(word.toLowerCase(Locale.ROOT))));
  }

  static List<String> words() {
    return Reading.words(values());
  }
}
