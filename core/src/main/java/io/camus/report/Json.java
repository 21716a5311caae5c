package io.camus.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camus.model.Problem;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Builds a JSON object. Each field is named where it is added. */
public final class Json {
  private final ObjectNode node = JsonNodeFactory.instance.objectNode();

  /**
   * Adds a field.
   *
   * @param value a number, boolean, text or {@code Json}; a list or map of these; an enum constant,
   *     written like {@code left-out}; a problem; anything else is written as text. Empty is null.
   */
  public Json put(String name, Object value) {
    node.set(name, node(value));
    return this;
  }

  /** Adds a list. */
  public <T> Json put(String name, Collection<T> values, Function<T, Json> element) {
    return put(name, values.stream().map(element).toList());
  }

  /** The object, indented. */
  public String text() {
    return node.toPrettyString();
  }

  /** The object in one line. */
  @Override
  public String toString() {
    return node.toString();
  }

  private static JsonNode node(Object value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value == null) {
      return nodes.nullNode();
    } else if (value instanceof Optional<?> optional) {
      return node(optional.orElse(null));
    } else if (value instanceof OptionalLong optional) {
      return node(optional.isPresent() ? optional.getAsLong() : null);
    } else if (value instanceof Json json) {
      return json.node;
    } else if (value instanceof Collection<?> values) {
      ArrayNode array = nodes.arrayNode();
      values.forEach(element -> array.add(node(element)));
      return array;
    } else if (value instanceof Map<?, ?> map) {
      Json object = new Json();
      map.forEach((name, element) -> object.put(name.toString(), element));
      return object.node;
    } else if (value instanceof Problem problem) {
      return new Json()
          .put("severity", problem.severity())
          .put("where", problem.where())
          .put("message", problem.message())
          .node;
    } else if (value instanceof Boolean bool) {
      return nodes.booleanNode(bool);
    } else if (value instanceof Integer || value instanceof Long) {
      return nodes.numberNode(((Number) value).longValue());
    }
    return nodes.textNode(value instanceof Enum<?> word ? word(word) : value.toString());
  }

  /** A constant's name: {@code left-out}. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
