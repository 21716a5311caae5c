package io.camus.reading;

import java.util.Locale;
import java.util.Objects;
import org.apache.avro.Schema;

/**
 * The logical type of a type. Avro silently reads one as another: milliseconds as microseconds.
 *
 * @param name of the logical type; empty if there is none
 * @param precision digits of a decimal, else 0
 * @param scale digits of a decimal behind the point, else 0
 */
record Meaning(String name, int precision, int scale) {
  private static final String DECIMAL = "decimal";

  static Meaning of(Schema schema) {
    String name = Objects.requireNonNullElse(schema.getProp("logicalType"), "");
    return name.equals(DECIMAL)
        ? new Meaning(name, number(schema, "precision"), number(schema, "scale"))
        : new Meaning(name, 0, 0);
  }

  private static int number(Schema schema, String property) {
    return schema.getObjectProp(property) instanceof Number number ? number.intValue() : 0;
  }

  boolean isPresent() {
    return !name.isEmpty();
  }

  /**
   * Whether each value of the other meaning has the same one by this: a decimal has room for it.
   */
  boolean covers(Meaning other) {
    return name.equals(other.name) && scale == other.scale && precision >= other.precision;
  }

  @Override
  public String toString() {
    return name.equals(DECIMAL)
        ? String.format(Locale.ROOT, "%s(%d,%d)", name, precision, scale)
        : name;
  }
}
