package io.camus.spi;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A schema of any type, as the registry holds it.
 *
 * @param type as the registry names it: {@link #AVRO}, {@link #PROTOBUF}, {@link #JSON}
 * @param text of the schema, for example a {@code .proto} file
 * @param references the text of each schema that this one refers to, directly or indirectly, by the
 *     name that the referring text uses, such as {@code common/money.proto}; in the order in which
 *     they depend on each other, dependencies first
 */
public record RegisteredText(String type, String text, Map<String, String> references) {
  public static final String AVRO = "AVRO";
  public static final String PROTOBUF = "PROTOBUF";
  public static final String JSON = "JSON";

  public RegisteredText {
    requireNonNull(type, "type");
    requireNonNull(text, "text");
    references = Collections.unmodifiableMap(new LinkedHashMap<>(references));
  }
}
