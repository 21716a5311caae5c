package io.camus.it.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camus.it.registry.Schemas.Registered;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.avro.SchemaParseException;

/**
 * The part of Confluent's API that producers and Camus use:
 *
 * <pre>
 * GET  /subjects                          ["page-views-value"]
 * GET  /subjects/S/versions               [1,2]
 * GET  /subjects/S/versions/2             {"subject":"S","version":2,"id":7,"schema":"..."}
 * POST /subjects/S/versions {"schema":..} {"id":7}
 * GET  /schemas/ids/7                     {"schema":"..."}
 * </pre>
 *
 * A schema that is not Avro also has a {@code schemaType}, and may have {@code references}. Only
 * Avro is parsed.
 */
final class RegistryProtocol {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TYPE = "schemaType";
  private static final String REFERENCES = "references";

  private final Schemas schemas;

  RegistryProtocol(Schemas schemas) {
    this.schemas = schemas;
  }

  Answer get(List<String> path) {
    if (path.equals(List.of("subjects"))) {
      ArrayNode names = JSON.createArrayNode();
      schemas.subjects().forEach(names::add);
      return Answer.ok(names);
    }
    if (path.size() == 3 && path.get(0).equals("schemas") && path.get(1).equals("ids")) {
      return schemaOf(path.get(2));
    }
    if (isVersions(path)) {
      return versions(path.get(1));
    }
    if (path.size() == 4 && isVersions(path.subList(0, 3))) {
      return version(path.get(1), path.get(3));
    }
    return noSuchPath();
  }

  Answer post(List<String> path, byte[] body) {
    if (!isVersions(path)) {
      return noSuchPath();
    }
    try {
      JsonNode schema = JSON.readTree(body);
      Registered registered =
          new Registered(
              schema.path(TYPE).asText(Schemas.AVRO),
              schema.path("schema").asText(""),
              schema.path(REFERENCES) instanceof ArrayNode some ? some : JSON.createArrayNode());
      for (JsonNode reference : registered.references()) {
        if (referred(reference).isEmpty()) {
          return Answer.error(422, 42201, "Invalid schema: no schema for reference " + reference);
        }
      }
      int id = schemas.register(path.get(1), registered);
      return Answer.ok(JSON.createObjectNode().put("id", id));
    } catch (JsonProcessingException | SchemaParseException e) {
      return Answer.error(422, 42201, "Invalid schema: " + e.getMessage());
    } catch (IOException e) {
      return Answer.error(400, 400, "Unreadable request: " + e.getMessage());
    }
  }

  private Answer schemaOf(String id) {
    return number(id)
        .flatMap(schemas::schema)
        .map(schema -> Answer.ok(described(JSON.createObjectNode(), schema)))
        .orElseGet(() -> Answer.error(404, 40403, "Schema not found"));
  }

  private Answer versions(String subject) {
    ArrayNode numbers = JSON.createArrayNode();
    for (int version = 1; version <= schemas.versions(subject).size(); version++) {
      numbers.add(version);
    }
    return numbers.isEmpty() ? Answer.error(404, 40401, "Subject not found") : Answer.ok(numbers);
  }

  private static ObjectNode described(ObjectNode answer, Registered schema) {
    answer.put("schema", schema.text());
    if (!schema.type().equals(Schemas.AVRO)) {
      answer.put(TYPE, schema.type());
    }
    if (!schema.references().isEmpty()) {
      answer.set(REFERENCES, schema.references());
    }
    return answer;
  }

  private Optional<Integer> referred(JsonNode reference) {
    List<Integer> ids = schemas.versions(reference.path("subject").asText());
    int version = reference.path("version").asInt();
    return version < 1 || version > ids.size() ? Optional.empty() : Optional.of(version);
  }

  private Answer version(String subject, String name) {
    List<Integer> ids = schemas.versions(subject);
    int version = name.equals("latest") ? ids.size() : number(name).orElse(0);
    if (version < 1 || version > ids.size()) {
      return Answer.error(404, 40402, "Version not found");
    }
    int id = ids.get(version - 1);
    ObjectNode answer =
        JSON.createObjectNode().put("subject", subject).put("version", version).put("id", id);
    return schemas
        .schema(id)
        .map(schema -> Answer.ok(described(answer, schema)))
        .orElseGet(() -> Answer.error(404, 40403, "Schema not found"));
  }

  private static Optional<Integer> number(String text) {
    try {
      return Optional.of(Integer.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isVersions(List<String> path) {
    return path.size() == 3 && path.get(0).equals("subjects") && path.get(2).equals("versions");
  }

  private static Answer noSuchPath() {
    return Answer.error(404, 404, "HTTP 404 Not Found");
  }

  static byte[] bytes(JsonNode body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
