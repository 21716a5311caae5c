package io.camus.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How the directory of a record follows from its event time. */
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
  /** The same with files of so many minutes; the original's DefaultPartitioner. */
  HOURS_OF_FILES;

  private static final List<PartitionerKind> ONLY_BY_CLASS = List.of(WHOLE_HOURS, HOURS_OF_FILES);

  private static final Map<String, PartitionerKind> CLASSES_OF_THE_ORIGINAL =
      Map.of(
          "com.linkedin.camus.etl.kafka.coders.defaultpartitioner", HOURS_OF_FILES,
          "com.linkedin.camus.etl.kafka.partitioner.defaultpartitioner", HOURS_OF_FILES,
          "com.linkedin.camus.etl.kafka.partitioner.hourlypartitioner", WHOLE_HOURS,
          "com.linkedin.camus.etl.kafka.partitioner.dailypartitioner", DAILY,
          "com.linkedin.camus.etl.kafka.partitioner.timebasedpartitioner", PATTERN);

  static Optional<PartitionerKind> named(String word) {
    return Reading.member(choices(), word)
        .or(() -> Optional.ofNullable(CLASSES_OF_THE_ORIGINAL.get(word.toLowerCase(Locale.ROOT))));
  }

  static List<String> words() {
    return Reading.words(choices());
  }

  private static PartitionerKind[] choices() {
    return Stream.of(values())
        .filter(kind -> !ONLY_BY_CLASS.contains(kind))
        .toArray(PartitionerKind[]::new);
  }
}
