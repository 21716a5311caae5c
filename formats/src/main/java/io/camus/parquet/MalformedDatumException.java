package io.camus.parquet;

import java.io.IOException;

/** Bytes that are not one datum of the file's schema. Its decoder should have rejected them. */
final class MalformedDatumException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * @param fault where and what
   */
  MalformedDatumException(String fault) {
    super("the decoded record is not Avro binary of its schema: " + fault);
  }
}
