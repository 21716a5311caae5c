package io.camus.spi;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The kind of file that a datum can be appended to: two data fit into the same file if they have
 * the <em>same</em> type object. A decoder creates one per writer schema and keeps it.
 */
public final class DatumType {
  private final FileFormat format;
  private final Optional<Schema> schema;
  private final Map<String, String> metadata;

  /**
   * @param format writes the files
   * @param schema the schema of an Avro file; empty for formats of lines
   * @param metadata added to each file's metadata, for example the registry's schema id
   */
  public DatumType(FileFormat format, Optional<Schema> schema, Map<String, String> metadata) {
    this.format = requireNonNull(format);
    this.schema = requireNonNull(schema);
    this.metadata = Map.copyOf(metadata);
  }

  public FileFormat format() {
    return format;
  }

  public Optional<Schema> schema() {
    return schema;
  }

  public Map<String, String> metadata() {
    return metadata;
  }
}
