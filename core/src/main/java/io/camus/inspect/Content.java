package io.camus.inspect;

import java.util.Optional;

/**
 * The content of a value or key.
 *
 * @param schema how it refers to its schema; empty if it does not
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
