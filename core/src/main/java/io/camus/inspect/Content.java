package io.camus.inspect;

import java.util.Optional;

/**
 * What a value or a key is.
 *
 * @param schema how it names its schema; empty if it names none
 * @param remark what else was seen, for people; may be empty
 */
record Content(ContentKind kind, Optional<SchemaMark> schema, String remark) {

  static Content of(ContentKind kind) {
    return new Content(kind, Optional.empty(), "");
  }

  static Content of(ContentKind kind, String remark) {
    return new Content(kind, Optional.empty(), remark);
  }

  static Content of(ContentKind kind, SchemaMark schema) {
    return new Content(kind, Optional.of(schema), "");
  }
}
