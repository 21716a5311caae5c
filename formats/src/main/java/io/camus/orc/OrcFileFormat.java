package io.camus.orc;

import static java.util.Objects.requireNonNull;

import io.camus.model.ConfigurationException;
import io.camus.spi.FileFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.orc.TypeDescription;

/**
 * ORC files of Avro data. A file has Avro's schema in its metadata, so that it can be read as Avro
 * again. Records are in the order of their arrival.
 */
final class OrcFileFormat implements FileFormat {
  /** What ORC keeps for some thirty columns while there are no records. */
  private static final long OPEN_BYTES = 1L << 20;

  /** Data that are no record are stored as records with one field, whose Avro binary is theirs. */
  private static final String WRAPPER = "io.camus.orc.Value";

  private static final String FIELD = "value";

  private final OrcLayout layout;

  OrcFileFormat(OrcLayout layout) {
    this.layout = requireNonNull(layout);
  }

  @Override
  public String extension() {
    return ".orc";
  }

  @Override
  public long openBytes() {
    return OPEN_BYTES;
  }

  @Override
  public Optional<SchemaCheck> schemaCheck() {
    return Optional.of(this::refusal);
  }

  private Optional<String> refusal(Schema schema) {
    try {
      TypeDescription unused = OrcTypes.of(record(schema), layout.timestamps());
      return Optional.empty();
    } catch (ConfigurationException e) {
      return Optional.of(e.getMessage());
    }
  }

  /**
   * @throws ConfigurationException if ORC cannot store the schema's data
   * @throws IllegalArgumentException if there is no schema, or a key is reserved
   */
  @Override
  public Writer create(OutputStream out, Optional<Schema> schema, Map<String, String> metadata)
      throws IOException {
    Schema record =
        record(
            schema.orElseThrow(() -> new IllegalArgumentException("an ORC file needs a schema")));
    return new OrcRecordWriter(out, record, metadata, layout);
  }

  private static Schema record(Schema schema) {
    if (schema.getType() == Schema.Type.RECORD) {
      return schema;
    }
    Schema record = Schema.createRecord(WRAPPER, null, null, false);
    record.setFields(List.of(new Schema.Field(FIELD, schema)));
    return record;
  }

  /** The schema of the data, given that of the file's records. */
  static Schema ofData(Schema record) {
    return record.getFullName().equals(WRAPPER) ? record.getField(FIELD).schema() : record;
  }
}
