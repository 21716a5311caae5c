package io.camus.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camus.model.Problem;
import java.util.List;
import java.util.Locale;

/** JSON documents for programs. */
public final class JsonDocuments {
  private JsonDocuments() {}

  /** An empty document. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Problems, as {@code {"severity": "data", "where": ..., "message": ...}}. */
  public static ArrayNode problems(List<Problem> problems) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Problem problem : problems) {
      array
          .addObject()
          .put("severity", problem.severity().name().toLowerCase(Locale.ROOT))
          .put("where", problem.where())
          .put("message", problem.message());
    }
    return array;
  }

  /** The document, indented. */
  public static String text(ObjectNode document) {
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(document);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree of JSON nodes cannot be written", impossible);
    }
  }
}
