package io.camus.serdes.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.spi.RegisteredText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

/**
 * The Avro types of a JSON Schema. A place is like those in {@link ObjectSchema#fault}: {@code
 * $.price.currency}.
 */
final class AvroTypes {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final int LONGEST_LIST = 60;

  private final Map<String, JsonNode> documents = new HashMap<>();
  private final IdentityHashMap<JsonNode, Schema> known = new IdentityHashMap<>();
  private final Set<JsonNode> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<String> names = new HashSet<>();

  /**
   * A part of a document.
   *
   * @param document its name; empty for the schema itself
   */
  private record Part(String document, JsonNode schema) {}

  private AvroTypes(RegisteredText text) throws JsonProcessingException {
    documents.put("", JSON.readTree(text.text()));
    for (Map.Entry<String, String> reference : text.references().entrySet()) {
      documents.put(reference.getKey(), JSON.readTree(reference.getValue()));
    }
  }

  /**
   * The record of a schema.
   *
   * @throws IllegalArgumentException if it has none; the message says why, and where
   */
  static Schema of(RegisteredText text) {
    try {
      AvroTypes types = new AvroTypes(text);
      Schema schema = types.type(new Part("", types.documents.get("")), "$", types.title());
      if (schema.getType() != Schema.Type.RECORD) {
        throw refused("$", "it describes no object with properties");
      }
      return schema;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is not JSON: " + e.getOriginalMessage(), e);
    } catch (AvroRuntimeException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException("it is nested too deeply", e);
    }
  }

  private String title() {
    String title = documents.get("").path("title").asText();
    return NAME.matcher(title).matches() ? title : "Record";
  }

  private static IllegalArgumentException refused(String place, String why) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "%s: %s; use the decoder json-schema, which writes lines of JSON",
            place,
            why));
  }

  /**
   * The type at a place.
   *
   * @param name for its record
   */
  private Schema type(Part part, String place, String name) {
    JsonNode schema = part.schema();
    if (schema.has("$ref")) {
      return referred(part, place);
    }
    for (String choice : List.of("oneOf", "anyOf", "allOf")) {
      if (schema.has(choice)) {
        return chosen(part, choice, place, name);
      }
    }
    Set<String> types = types(schema);
    boolean nullable = types.remove("null");
    if (types.contains("number")) {
      types.remove("integer");
    }
    if (types.size() != 1) {
      throw refused(
          place, types.isEmpty() ? "its type is not stated" : "it has several types: " + types);
    }
    Schema single = single(part, types.iterator().next(), place, name);
    return nullable ? nullable(single) : single;
  }

  private Schema single(Part part, String type, String place, String name) {
    JsonNode schema = part.schema();
    return switch (type) {
      case "integer" -> Schema.create(Schema.Type.LONG);
      case "number" -> Schema.create(Schema.Type.DOUBLE);
      case "boolean" -> Schema.create(Schema.Type.BOOLEAN);
      case "string" -> Schema.create(Schema.Type.STRING);
      case "array" -> {
        if (!schema.path("items").isObject()) {
          throw refused(place, "the items of the array have no common type");
        }
        yield Schema.createArray(
            type(new Part(part.document(), schema.path("items")), place + "[]", name + "_item"));
      }
      case "object" ->
          schema.path("properties").isEmpty() ? map(part, place, name) : record(part, place, name);
      default -> throw refused(place, "there is no type " + type);
    };
  }

  private Schema map(Part part, String place, String name) {
    JsonNode values = part.schema().path("additionalProperties");
    if (!values.isObject() || part.schema().has("patternProperties")) {
      throw refused(
          place, "the object has neither properties nor additionalProperties of one type");
    }
    return Schema.createMap(type(new Part(part.document(), values), place + ".*", name + "_value"));
  }

  private Schema record(Part part, String place, String name) {
    Schema record = Schema.createRecord(unique(name), null, null, false);
    known.put(part.schema(), record);
    Set<String> required = new HashSet<>();
    part.schema().path("required").forEach(it -> required.add(it.asText()));
    List<Schema.Field> fields = new ArrayList<>();
    part.schema()
        .path("properties")
        .properties()
        .forEach(
            property -> {
              String at = place + "." + property.getKey();
              if (!NAME.matcher(property.getKey()).matches()) {
                throw refused(at, "Avro allows only letters, digits and _ in names");
              }
              Schema type =
                  type(
                      new Part(part.document(), property.getValue()),
                      at,
                      name + "_" + property.getKey());
              boolean optional = !required.contains(property.getKey());
              fields.add(
                  optional
                      ? new Schema.Field(
                          property.getKey(), nullable(type), null, JsonProperties.NULL_VALUE)
                      : new Schema.Field(property.getKey(), type));
            });
    record.setFields(fields);
    return record;
  }

  private String unique(String name) {
    String free = name;
    for (int i = 2; !names.add(free); i++) {
      free = name + "_" + i;
    }
    return free;
  }

  private static Schema nullable(Schema type) {
    return type.isNullable() ? type : Schema.createUnion(Schema.create(Schema.Type.NULL), type);
  }

  /** The types that a schema states, or that its other keywords imply. */
  private static Set<String> types(JsonNode schema) {
    Set<String> types = new LinkedHashSet<>();
    if (schema.path("type").isTextual()) {
      types.add(schema.path("type").textValue());
    } else if (schema.path("type").isArray()) {
      schema.path("type").forEach(it -> types.add(it.asText()));
    } else if (schema.has("const")) {
      types.add(typeOf(schema.path("const")));
    } else if (schema.path("enum").isArray()) {
      schema.path("enum").forEach(it -> types.add(typeOf(it)));
    } else if (schema.has("properties")) {
      types.add("object");
    } else if (schema.has("items")) {
      types.add("array");
    }
    return types;
  }

  private static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      default -> value.getNodeType().name().toLowerCase(Locale.ROOT);
    };
  }

  /** The type of oneOf, anyOf or allOf, if it is one type, or one and null. */
  private Schema chosen(Part part, String choice, String place, String name) {
    List<JsonNode> members = new ArrayList<>();
    part.schema().path(choice).forEach(members::add);
    boolean nullable =
        !choice.equals("allOf") && members.removeIf(it -> types(it).equals(Set.of("null")));
    if (members.size() != 1 || part.schema().has("properties")) {
      throw refused(place, choice + " of several types");
    }
    Schema only = type(new Part(part.document(), members.get(0)), place, name);
    return nullable ? nullable(only) : only;
  }

  private Schema referred(Part part, String place) {
    String reference = part.schema().path("$ref").asText();
    int hash = reference.indexOf('#');
    String file = hash < 0 ? reference : reference.substring(0, hash);
    String pointer = hash < 0 ? "" : reference.substring(hash + 1);
    String document = file.isEmpty() ? part.document() : document(file).orElse(file);
    JsonNode found = documents.getOrDefault(document, JSON.missingNode());
    if (pointer.isEmpty() || pointer.startsWith("/")) {
      found = found.at(pointer);
    } else {
      throw refused(place, "the reference " + shortened(reference) + " is not a path");
    }
    if (!found.isObject()) {
      throw refused(place, "nothing is at the reference " + shortened(reference));
    }
    Part target = new Part(document, found);
    Schema record = known.get(found);
    if (record != null) {
      return record;
    }
    if (!open.add(found)) {
      throw refused(place, "the reference " + shortened(reference) + " refers to itself");
    }
    Schema type = type(target, place, recordName(pointer, document));
    open.remove(found);
    return type;
  }

  /** The document that a reference names, by its path from anywhere. */
  private Optional<String> document(String file) {
    return documents.keySet().stream()
        .filter(it -> !it.isEmpty() && (file.equals(it) || file.endsWith("/" + it)))
        .findFirst();
  }

  private String recordName(String pointer, String document) {
    String last = pointer.substring(pointer.lastIndexOf('/') + 1);
    String name =
        last.isEmpty() ? document.replaceAll("^.*/|\\.json$", "").replaceAll("\\W", "_") : last;
    return NAME.matcher(name).matches() ? name : title();
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_LIST ? text : text.substring(0, LONGEST_LIST) + "...";
  }
}
