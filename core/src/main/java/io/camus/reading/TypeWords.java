package io.camus.reading;

import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** Type names for messages. */
final class TypeWords {
  private TypeWords() {}

  /** {@code long}, {@code long (timestamp-millis)}, {@code record test.Event}. */
  static String of(Schema schema) {
    String type = schema.getType().getName();
    return switch (schema.getType()) {
      case RECORD, ENUM -> type + " " + schema.getFullName();
      case FIXED ->
          withMeaning(
              String.format(
                  Locale.ROOT, "fixed %s of %d bytes", schema.getFullName(), schema.getFixedSize()),
              schema);
      case ARRAY -> "array of " + of(schema.getElementType());
      case MAP -> "map of " + of(schema.getValueType());
      case UNION ->
          schema.getTypes().stream().map(TypeWords::of).collect(Collectors.joining(" or "));
      default -> withMeaning(type, schema);
    };
  }

  private static String withMeaning(String type, Schema schema) {
    Meaning meaning = Meaning.of(schema);
    return meaning.isPresent() ? type + " (" + meaning + ")" : type;
  }
}
