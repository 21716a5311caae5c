package io.camus.schema;

import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/** Schemas as others have written them: old ones have odd names and defaults. */
final class AvroText {
  private AvroText() {}

  /** Takes all names and defaults. */
  static Schema.Parser parser() {
    return new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false);
  }

  /**
   * The schema of a text.
   *
   * @throws org.apache.avro.AvroRuntimeException if it is none
   */
  static Schema parse(String text) {
    return parser().parse(text);
  }
}
