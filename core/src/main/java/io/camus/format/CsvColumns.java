package io.camus.format;

import io.camus.model.ConfigurationException;
import io.camus.spi.DatumType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The columns of a schema in CSV.
 *
 * @param types of the columns
 * @param row the type of its rows; its metadata have the header, if there is one
 */
record CsvColumns(List<Schema> types, DatumType row) {
  /** The entry of a row type's metadata with the header. */
  static final String HEADER = "camus.csv.header";

  private static final String VALUE = "value";

  CsvColumns {
    types = List.copyOf(types);
  }

  /**
   * The columns of a record; data of another type are one column, {@code value}.
   *
   * @param header whether files have a header
   * @throws ConfigurationException if it is not flat
   */
  static CsvColumns of(Schema schema, CsvDialect dialect, boolean header) {
    List<Schema.Field> fields =
        schema.getType() == Schema.Type.RECORD
            ? schema.getFields()
            : List.of(new Schema.Field(VALUE, schema));
    if (fields.isEmpty()) {
      throw refused(schema, "it has no fields");
    }
    StringBuilder names = new StringBuilder();
    for (Schema.Field field : fields) {
      requireFlat(schema, field);
      if (field.pos() > 0) {
        names.append(dialect.separator());
      }
      dialect.append(names, field.name());
    }
    if (fields.size() == 1 && isNullable(fields.get(0).schema()) && dialect.nullText().isEmpty()) {
      throw refused(
          schema,
          "its only field, "
              + fields.get(0).name()
              + ", may be null, and readers skip empty lines; set camus.csv.null, for example to"
              + " NULL");
    }
    return new CsvColumns(
        fields.stream().map(Schema.Field::schema).toList(),
        new DatumType(Optional.empty(), header ? Map.of(HEADER, names.toString()) : Map.of()));
  }

  private static boolean isNullable(Schema type) {
    return type.isNullable();
  }

  private static void requireFlat(Schema schema, Schema.Field field) {
    Schema type = field.schema();
    if (type.getType() == Schema.Type.UNION) {
      List<Schema> others =
          type.getTypes().stream().filter(it -> it.getType() != Schema.Type.NULL).toList();
      if (others.size() > 1) {
        throw refused(schema, field, "a union of several types");
      }
      type = others.isEmpty() ? Schema.create(Schema.Type.NULL) : others.get(0);
    }
    switch (type.getType()) {
      case RECORD -> throw refused(schema, field, "a record");
      case ARRAY -> throw refused(schema, field, "an array");
      case MAP -> throw refused(schema, field, "a map");
      default -> {}
    }
  }

  private static ConfigurationException refused(Schema schema, Schema.Field field, String what) {
    return refused(
        schema,
        String.format(
            Locale.ROOT,
            "its field %s is %s; use json, avro or parquet for this topic",
            field.name(),
            what));
  }

  private static ConfigurationException refused(Schema schema, String why) {
    return new ConfigurationException(
        String.format(Locale.ROOT, "CSV cannot hold %s: %s", schema.getFullName(), why));
  }
}
