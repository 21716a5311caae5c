package io.camus.format;

import io.camus.model.ConfigurationException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;

/**
 * What Avro files of a table cannot have, since Iceberg's readers of Avro files do not know it.
 * Files of a table are those whose schema has the ids of its columns.
 *
 * <p>Source: {@code PlannedDataReader} of Iceberg 1.12.0.
 */
public final class AvroLimits {
  /** The property with the id of a field's column. */
  private static final String ID = "field-id";

  private static final Set<String> UNKNOWN =
      Set.of("time-millis", "local-timestamp-millis", "local-timestamp-micros");

  private final Set<String> seen = new HashSet<>();

  private AvroLimits() {}

  /** Whether a schema has ids of a table's columns. */
  static boolean isOfTable(Schema schema) {
    return schema.getType() == Schema.Type.RECORD
        && schema.getFields().stream().anyMatch(field -> field.getObjectProp(ID) != null);
  }

  /** Why a table cannot have Avro files of a schema, and what to do; empty if it can. */
  public static Optional<String> refusal(Schema schema) {
    return new AvroLimits()
        .unknown(schema, "")
        .map(
            words ->
                words
                    + ", which readers of Iceberg tables cannot read in Avro files; set"
                    + " camus.output.format = parquet");
  }

  /**
   * @throws ConfigurationException if a table cannot have Avro files of a schema
   */
  static void require(Schema schema) {
    refusal(schema)
        .ifPresent(
            words -> {
              throw new ConfigurationException(words);
            });
  }

  private Optional<String> unknown(Schema schema, String path) {
    return switch (schema.getType()) {
      case RECORD ->
          seen.add(schema.getFullName())
              ? schema.getFields().stream()
                  .flatMap(it -> unknown(it.schema(), path + "." + it.name()).stream())
                  .findFirst()
              : Optional.empty();
      case UNION ->
          schema.getTypes().stream().flatMap(it -> unknown(it, path).stream()).findFirst();
      case ARRAY -> unknown(schema.getElementType(), path);
      case MAP -> unknown(schema.getValueType(), path);
      case ENUM -> Optional.of("field " + path.substring(1) + " is an enum");
      default ->
          Optional.ofNullable(schema.getLogicalType())
              .map(LogicalType::getName)
              .filter(UNKNOWN::contains)
              .map(name -> "field " + path.substring(1) + " is " + name);
    };
  }
}
