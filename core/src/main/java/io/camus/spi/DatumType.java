package io.camus.spi;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The type of a datum. Two data fit into the same file if they have the <em>same</em> type object.
 * A decoder creates one per writer schema and keeps it.
 */
public final class DatumType {
  private final Optional<Schema> schema;
  private final Map<String, String> metadata;

  /**
   * @param schema the bytes are Avro binary of this schema; empty: they are a line of UTF-8
   * @param metadata added to each file's metadata, for example the registry's schema id
   */
  public DatumType(Optional<Schema> schema, Map<String, String> metadata) {
    this.schema = requireNonNull(schema);
    this.metadata = Map.copyOf(metadata);
  }

  /** Data of a schema, in Avro binary. */
  public static DatumType of(Schema schema) {
    return new DatumType(Optional.of(schema), Map.of());
  }

  /** Lines of UTF-8. */
  public static DatumType lines() {
    return new DatumType(Optional.empty(), Map.of());
  }

  public Optional<Schema> schema() {
    return schema;
  }

  public Map<String, String> metadata() {
    return metadata;
  }
}
