package io.camus.iceberg;

import io.camus.model.ConfigurationException;
import io.camus.spi.Table.File;
import io.camus.spi.Tables.Partitioning;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.transforms.Transform;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * The partitions of a table: none, or hours or days of one column, the event time. A file must be
 * in one of them.
 *
 * @param field empty for a table without partitions
 */
record Partitions(PartitionSpec spec, Optional<PartitionField> field) {
  private static final long MICROS = 1000;

  /** A specification for new tables. */
  static PartitionSpec create(Schema schema, Partitioning partitioning) {
    PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
    switch (partitioning.unit()) {
      case HOUR -> spec.hour(partitioning.column());
      case DAY -> spec.day(partitioning.column());
      case NONE -> {}
    }
    return spec.build();
  }

  /** Why the files of a topic cannot be put into a table's partitions; empty if they can. */
  static Optional<String> conflict(PartitionSpec spec, Partitioning partitioning) {
    if (spec.isUnpartitioned()) {
      return Optional.empty();
    }
    if (spec.fields().size() == 1) {
      PartitionField field = spec.fields().get(0);
      String column = spec.schema().findColumnName(field.sourceId());
      if (isTime(spec, field) && column.equals(partitioning.column())) {
        return Optional.empty();
      }
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "the table is partitioned by %s; it must have no partitions, or hours or days of %s",
            spec.fields(),
            partitioning.column()));
  }

  /**
   * @throws ConfigurationException if files cannot be put into them
   */
  static Partitions of(PartitionSpec spec) {
    if (spec.isUnpartitioned()) {
      return new Partitions(spec, Optional.empty());
    }
    if (spec.fields().size() != 1 || !isTime(spec, spec.fields().get(0))) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "the table is partitioned by %s; it must have no partitions, or hours or days of the"
                  + " event time",
              spec.fields()));
    }
    return new Partitions(spec, Optional.of(spec.fields().get(0)));
  }

  private static boolean isTime(PartitionSpec spec, PartitionField field) {
    String transform = field.transform().toString();
    Type source = spec.schema().findType(field.sourceId());
    return (transform.equals("hour") || transform.equals("day"))
        && source instanceof Types.TimestampType;
  }

  /** The name of the column of the event time; empty without partitions. */
  Optional<String> column() {
    return field.map(it -> spec.schema().findColumnName(it.sourceId()));
  }

  /** Whether all events of a file are in one partition. */
  boolean hasOne(File file) {
    return field.isEmpty() || value(file.firstEventMillis()).equals(value(file.lastEventMillis()));
  }

  /**
   * The partition of a file; empty without partitions.
   *
   * @throws ConfigurationException if its events are in several
   */
  Optional<StructLike> of(File file) {
    if (field.isEmpty()) {
      return Optional.empty();
    }
    if (!hasOne(file)) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s has events from %s to %s, and a file of this table must have those of one %s; use"
                  + " directories of that time, or a table with larger partitions or without",
              file.path(),
              Instant.ofEpochMilli(file.firstEventMillis()),
              Instant.ofEpochMilli(file.lastEventMillis()),
              field.get().transform()));
    }
    PartitionData partition = new PartitionData(spec.partitionType());
    partition.set(0, value(file.firstEventMillis()));
    return Optional.of(partition);
  }

  private Object value(long millis) {
    return transform().apply(millis);
  }

  @SuppressWarnings("unchecked")
  private LongFunction<Object> transform() {
    PartitionField time = field.orElseThrow();
    Transform<Long, Object> transform = (Transform<Long, Object>) time.transform();
    Type source = spec.schema().findType(time.sourceId());
    return millis -> transform.bind(source).apply(Math.multiplyExact(millis, MICROS));
  }
}
