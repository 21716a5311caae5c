package io.camus.parquet;

import io.camus.model.ConfigurationException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.parquet.schema.MessageType;

/**
 * An Avro schema and its columns.
 *
 * @param record the schema of a record; data of another type are stored as records with one field,
 *     whose Avro binary is that of the field
 * @param columns the same as parquet-avro makes of it with lists of three levels, and in addition
 *     the logical types of nanoseconds and of a UUID's 16 bytes
 */
record ColumnSchema(Schema record, MessageType columns) {
  private static final String WRAPPER = "io.camus.parquet.Value";
  private static final String FIELD = "value";

  /**
   * The columns for data of a schema.
   *
   * @throws ConfigurationException if Parquet cannot store them
   */
  static ColumnSchema of(Schema schema) {
    Schema record = schema;
    if (schema.getType() != Schema.Type.RECORD) {
      record = Schema.createRecord(WRAPPER, null, null, false);
      record.setFields(List.of(new Schema.Field(FIELD, schema)));
    }
    return new ColumnSchema(record, new ColumnMapping(schema).columns(record));
  }

  /** The schema of the data, given that of the file's records. */
  static Schema ofData(Schema record) {
    return record.getFullName().equals(WRAPPER) ? record.getField(FIELD).schema() : record;
  }
}
