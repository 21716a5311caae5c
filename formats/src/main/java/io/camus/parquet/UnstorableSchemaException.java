package io.camus.parquet;

import org.apache.avro.Schema;

/** A schema whose data Parquet cannot store. */
final class UnstorableSchemaException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /**
   * @param reason completes "Parquet cannot store X: "
   */
  UnstorableSchemaException(Schema schema, String reason) {
    super(
        "Parquet cannot store "
            + schema.getFullName()
            + ": "
            + reason
            + "; write this data as Avro files");
  }
}
