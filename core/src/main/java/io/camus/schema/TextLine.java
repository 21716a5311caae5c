package io.camus.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camus.spi.RegisteredText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A registered text as one line of JSON:
 *
 * <pre>
 * {"type":"PROTOBUF","text":"...","references":[{"name":"common/money.proto","text":"..."}]}
 * </pre>
 */
final class TextLine {
  private static final String TYPE = "type";
  private static final String TEXT = "text";
  private static final String REFERENCES = "references";
  private static final String NAME = "name";
  private static final ObjectMapper JSON = new ObjectMapper();

  private TextLine() {}

  static String of(RegisteredText registered) {
    ObjectNode line = JSON.createObjectNode();
    line.put(TYPE, registered.type()).put(TEXT, registered.text());
    ArrayNode references = line.putArray(REFERENCES);
    registered
        .references()
        .forEach((name, text) -> references.addObject().put(NAME, name).put(TEXT, text));
    return line.toString();
  }

  /** The text of a line; empty if it is not one. */
  static Optional<RegisteredText> read(String line) {
    JsonNode tree;
    try {
      tree = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    if (!tree.path(TYPE).isTextual()
        || !tree.path(TEXT).isTextual()
        || !tree.path(REFERENCES).isArray()) {
      return Optional.empty();
    }
    Map<String, String> references = new LinkedHashMap<>();
    for (JsonNode reference : tree.path(REFERENCES)) {
      if (!reference.path(NAME).isTextual() || !reference.path(TEXT).isTextual()) {
        return Optional.empty();
      }
      references.put(reference.path(NAME).textValue(), reference.path(TEXT).textValue());
    }
    return Optional.of(
        new RegisteredText(tree.path(TYPE).textValue(), tree.path(TEXT).textValue(), references));
  }
}
