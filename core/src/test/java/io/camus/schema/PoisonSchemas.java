package io.camus.schema;

import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;

/** Texts of schemas at which Avro's parser fails, mostly with other exceptions than its own. */
public final class PoisonSchemas {
  private PoisonSchemas() {}

  /** One text each. */
  public static List<String> texts() {
    return List.of(
        "\"True\"",
        "\"\"",
        "\"nu\\\"ll\"",
        "\"com.example.Address\"",
        "\"\\ud800\"",
        "null",
        "17",
        "broken",
        "[[\"int\"]]",
        "{\"type\":\"fixed\",\"name\":\"F\",\"size\":-1}",
        recordOf("{\"name\":\"a\",\"type\":\"int\",\"order\":null}"),
        recordOf("{\"name\":\"a\",\"type\":\"int\",\"order\":\"up\"}"),
        recordOf("{\"name\":\"a\",\"type\":\"int\"},{\"name\":\"a\",\"type\":\"int\"}"),
        recordOf("{\"name\":\"a\",\"type\":\"com.example.Address\"}"),
        recordOf("null"),
        "{\"type\":\"array\",\"items\":".repeat(5000) + "\"int\"" + "}".repeat(5000));
  }

  private static String recordOf(String fields) {
    return String.format(
        Locale.ROOT, "{\"type\":\"record\",\"name\":\"R\",\"fields\":[%s]}", fields);
  }

  /** A schema that can be made, but not of a text, nor can it be walked or written. */
  public static Schema tooDeep() {
    Schema schema = Schema.create(Schema.Type.INT);
    for (int i = 0; i < 100_000; i++) {
      schema =
          Schema.createRecord("R" + i, null, null, false, List.of(new Schema.Field("a", schema)));
    }
    return schema;
  }
}
