package io.camus.inspect;

import io.camus.config.SchemaIdFormat;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The content of a value or key.
 *
 * @param schema how it refers to its schema; empty if it does not
 * @param avro its schema, if it was decoded with one
 * @param ids where it has the id of this schema
 * @param remark what else was seen, for people; may be empty
 */
record Content(
    ContentKind kind,
    Optional<SchemaMark> schema,
    Optional<Schema> avro,
    SchemaIdFormat ids,
    String remark) {

  private Content(ContentKind kind, Optional<SchemaMark> schema, String remark) {
    this(kind, schema, Optional.empty(), SchemaIdFormat.REGISTRY, remark);
  }

  static Content of(ContentKind kind) {
    return new Content(kind, Optional.empty(), "");
  }

  static Content of(ContentKind kind, String remark) {
    return new Content(kind, Optional.empty(), remark);
  }

  static Content of(ContentKind kind, SchemaMark schema) {
    return new Content(kind, Optional.of(schema), "");
  }

  static Content of(ContentKind kind, SchemaMark schema, String remark) {
    return new Content(kind, Optional.of(schema), remark);
  }

  /** Avro that was decoded. */
  static Content avro(SchemaMark mark, Schema schema, SchemaIdFormat ids) {
    return new Content(ContentKind.AVRO, Optional.of(mark), Optional.of(schema), ids, "");
  }

  /** What it is in a topic whose ids are elsewhere. */
  ContentKind kindAmong(SchemaIdFormat usual) {
    if (kind != ContentKind.AVRO || ids == usual) {
      return kind;
    }
    return switch (ids) {
      case HEADER -> ContentKind.AVRO_HEADER_ID;
      case REGISTRY, SINGLE_OBJECT -> ContentKind.AVRO_WITHOUT_SCHEMA;
      case APICURIO_GLOBAL_ID, APICURIO_CONTENT_ID -> ContentKind.AVRO_LONG_ID;
    };
  }
}
