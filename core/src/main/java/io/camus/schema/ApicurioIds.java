package io.camus.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.camus.schema.RegistryHttp.Answer;
import io.camus.spi.RegisteredText;
import io.camus.spi.SchemaId;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Schemas by Apicurio's own ids, from its own API: {@code /apis/registry/v2}, which is beside
 * Confluent's.
 */
final class ApicurioIds {
  private static final Pattern COMPATIBLE = Pattern.compile("/apis/ccompat/v\\d+/?$");
  private static final int MOST_REFERENCES = 1_000;

  private final RegistryHttp http;

  ApicurioIds(RegistryHttp http) {
    this.http = http;
  }

  /** An Avro schema with its references in it, as Confluent's API would answer. */
  Optional<JsonNode> avro(SchemaId id) throws UnusableSchemaException {
    return get(path(id) + "?dereference=true")
        .map(text -> JsonNodeFactory.instance.objectNode().put("schema", text));
  }

  /** The schema with an id, whatever its type. */
  Optional<RegisteredText> text(SchemaId id) throws UnusableSchemaException {
    Optional<String> text = get(path(id));
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> references = new LinkedHashMap<>();
    collect(path(id), references);
    return Optional.of(new RegisteredText(type(id), text.get(), references));
  }

  private static String path(SchemaId id) {
    return (id.kind() == SchemaId.Kind.GLOBAL_ID ? "/ids/globalIds/" : "/ids/contentIds/")
        + id.text();
  }

  private String type(SchemaId id) throws UnusableSchemaException {
    String name = id.kind() == SchemaId.Kind.GLOBAL_ID ? "globalId" : "contentId";
    Answer answer = answer("/search/artifacts?" + name + "=" + id.text()).ok();
    JsonNode type = answer.json().path("artifacts").path(0).path("type");
    if (!type.isTextual()) {
      throw answer.unreadable();
    }
    return type.textValue();
  }

  /** Adds the texts that a schema refers to by their names, dependencies first, each only once. */
  private void collect(String path, Map<String, String> texts) throws UnusableSchemaException {
    for (JsonNode reference : answer(path + "/references").ok().json()) {
      String name = reference.path("name").asText();
      if (texts.size() > MOST_REFERENCES) {
        throw new UnusableSchemaException("it has more than " + MOST_REFERENCES + " references");
      } else if (!texts.containsKey(name)) {
        String other =
            String.format(
                Locale.ROOT,
                "/groups/%s/artifacts/%s/versions/%s",
                encoded(reference.path("groupId").asText("default")),
                encoded(reference.path("artifactId").asText()),
                encoded(reference.path("version").asText()));
        String text =
            get(other)
                .orElseThrow(
                    () ->
                        new UnusableSchemaException(
                            "it refers to " + other + ", which is not in the registry"));
        collect(other, texts);
        texts.put(name, text);
      }
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  /** The body at a path; empty if the registry reports that it does not exist. */
  private Optional<String> get(String path) throws UnusableSchemaException {
    Answer answer = answer(path);
    if (answer.status() == 404 && answer.errorCode() == 404) {
      return Optional.empty();
    }
    return Optional.of(answer.ok().body());
  }

  private Answer answer(String path) throws UnusableSchemaException {
    if (!COMPATIBLE.matcher(http.place()).find()) {
      throw new UnusableSchemaException(
          "it is Apicurio's; set etl.schema.registry.url to http://host:port/apis/ccompat/v7, not to "
              + http.place());
    }
    return http.get(base -> COMPATIBLE.matcher(base).replaceFirst("/apis/registry/v2") + path);
  }
}
