package io.camus.wiring;

import io.camus.config.DecodingSettings;
import io.camus.config.KafkaColumn;
import io.camus.config.OutputSchema;
import io.camus.config.OutputSettings;
import io.camus.config.TableSettings;
import io.camus.config.TopicConfig;
import io.camus.plugin.DecoderProvider;
import io.camus.plugin.FileFormatProvider;
import io.camus.spi.Partitioner;
import io.camus.spi.Tables.Partitioning;
import io.camus.spi.Tables.Partitioning.Unit;
import io.camus.table.TableRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The settings of a topic as far as its table is concerned. Refusals are {@link
 * IllegalArgumentException}s with the reason and what to do.
 */
record TableSetup(TopicConfig topic) {
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final int MOST_BUCKETS = 1440;

  /**
   * The table; empty if the topic has none.
   *
   * @param partitioner the topic's
   */
  Optional<TableRule> rule(Partitioner partitioner) {
    Optional<String> table = topic.table();
    if (table.isEmpty()) {
      return Optional.empty();
    }
    Unit unit = unit(partitioner);
    List<KafkaColumn> columns = topic.columns();
    if (unit != Unit.NONE && !columns.contains(KafkaColumn.EVENT_TIME)) {
      throw refused(
          "the partitions of a table need the column event_time; add it to %s, or set %s = none",
          OutputSettings.COLUMNS.name(), TableSettings.PARTITION.name());
    }
    if (columns.contains(KafkaColumn.KEY)
        && topic.optional(DecodingSettings.KEY_DECODER).isPresent()) {
      throw refused(
          "a table cannot have decoded keys; remove %s, or key from %s",
          DecodingSettings.KEY_DECODER.name(), OutputSettings.COLUMNS.name());
    }
    return Optional.of(
        new TableRule(
            topic.name(),
            table.get(),
            topic.value(TableSettings.CREATE),
            topic.value(TableSettings.EVOLVE),
            new Partitioning(
                topic.value(OutputSettings.COLUMN_PREFIX) + KafkaColumn.EVENT_TIME.word(), unit)));
  }

  /** A file has one partition, so no directory may have records of several. */
  private Unit unit(Partitioner partitioner) {
    List<Partitioner.Bucket> buckets = ofADay(partitioner);
    Optional<Unit> longEnough =
        Stream.of(Unit.HOUR, Unit.DAY).filter(it -> areInOne(buckets, it)).findFirst();
    Optional<Unit> given = topic.optional(TableSettings.PARTITION);
    if (given.isPresent() && (given.get() == Unit.NONE || areInOne(buckets, given.get()))) {
      return given.get();
    }
    if (given.isEmpty() && longEnough.isPresent()) {
      return longEnough.get();
    }
    throw refused(
        "a directory such as %s may have records of several partitions of its table, which are in"
            + " UTC; set %s = %s, or shorter directories",
        buckets.get(0).directory(),
        TableSettings.PARTITION.name(),
        longEnough.map(it -> "day").orElse("none"));
  }

  /** The buckets of a day. */
  private static List<Partitioner.Bucket> ofADay(Partitioner partitioner) {
    List<Partitioner.Bucket> buckets = new ArrayList<>();
    long end = TopicPulls.SAMPLE_MILLIS + DAY;
    for (long at = TopicPulls.SAMPLE_MILLIS;
        at < end && buckets.size() < MOST_BUCKETS;
        at = buckets.get(buckets.size() - 1).endMillis()) {
      buckets.add(partitioner.bucket(at));
    }
    return buckets;
  }

  private static boolean areInOne(List<Partitioner.Bucket> buckets, Unit unit) {
    long millis = unit == Unit.HOUR ? HOUR : DAY;
    return buckets.stream()
        .allMatch(
            it ->
                Math.floorDiv(it.startMillis(), millis)
                    == Math.floorDiv(it.endMillis() - 1, millis));
  }

  /** Refuses a format that tables cannot have. */
  void requireFormat(FileFormatProvider format) {
    if (topic.table().isPresent() && !TableSettings.FORMATS.contains(format.name())) {
      throw refused(
          "a table has files of %s; set camus.output.format.%s to one of them",
          String.join(", ", TableSettings.FORMATS), topic.name());
    }
  }

  /** The schema of the files of a topic with schemas: those of a table have one. */
  OutputSchema outputSchema(DecoderProvider decoder) {
    OutputSchema given = topic.value(OutputSettings.SCHEMA);
    if (topic.table().isEmpty() || !(given instanceof OutputSchema.Writer)) {
      return given;
    }
    if (!decoder.keepsRegisteredSchemas()) {
      throw refused(
          "a table needs to know the schema of the topic before it is read; set %s.%s to an .avsc"
              + " file",
          OutputSettings.SCHEMA.name(), topic.name());
    }
    return new OutputSchema.Newest();
  }

  private static IllegalArgumentException refused(String reason, Object... words) {
    return new IllegalArgumentException(String.format(Locale.ROOT, reason, words));
  }
}
