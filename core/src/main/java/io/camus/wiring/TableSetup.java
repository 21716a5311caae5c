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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The settings of a topic as far as its table is concerned. Refusals are {@link
 * IllegalArgumentException}s with the reason and what to do.
 */
record TableSetup(TopicConfig topic) {

  /**
   * The table; empty if the topic has none.
   *
   * @param bucket one of the topic's
   */
  Optional<TableRule> rule(Partitioner.Bucket bucket) {
    Optional<String> table = topic.table();
    if (table.isEmpty()) {
      return Optional.empty();
    }
    Unit unit = unit(bucket);
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
  private Unit unit(Partitioner.Bucket bucket) {
    Optional<Unit> longEnough =
        Stream.of(Unit.HOUR, Unit.DAY).filter(it -> isInOne(bucket, it)).findFirst();
    Optional<Unit> given = topic.optional(TableSettings.PARTITION);
    if (given.isPresent() && (given.get() == Unit.NONE || isInOne(bucket, given.get()))) {
      return given.get();
    }
    if (given.isEmpty() && longEnough.isPresent()) {
      return longEnough.get();
    }
    throw refused(
        "a directory such as %s may have records of several partitions of its table, which are in"
            + " UTC; set %s = %s, or shorter directories",
        bucket.directory(),
        TableSettings.PARTITION.name(),
        longEnough.map(it -> "day").orElse("none"));
  }

  private static boolean isInOne(Partitioner.Bucket bucket, Unit unit) {
    long millis = unit == Unit.HOUR ? 3_600_000 : 86_400_000;
    return Math.floorDiv(bucket.startMillis(), millis)
        == Math.floorDiv(bucket.endMillis() - 1, millis);
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
