package io.camus.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.config.HttpRegistry;
import io.camus.model.SchemaUnavailableException;
import io.camus.schema.RegistryHttp.Answer;
import io.camus.spi.RegisteredText;
import io.camus.spi.SchemaId;
import io.camus.spi.SchemaRegistry;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/**
 * A registry with Confluent's API: {@code GET /schemas/ids/17}, {@code POST
 * /subjects/clicks-value/versions}. Every call is a request: wrap it in {@link CachedSchemas}.
 *
 * <p>For {@link #schema}, a schema that is not Avro, or that Avro cannot parse, counts as missing;
 * {@link #whyMissing} explains.
 */
public final class ConfluentRegistry implements SchemaRegistry {
  private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final String TOO_DEEP = "its references are nested too deeply";
  private static final Pattern COMPATIBLE = Pattern.compile("/apis/ccompat/v\\d+/?$");
  private static final int SCHEMA_NOT_FOUND = 40403;
  private static final int VERSION_NOT_FOUND = 40402;
  private static final int SUBJECT_NOT_FOUND = 40401;

  private final RegistryHttp http;
  private final ObjectMapper json = new ObjectMapper();
  private final Map<SchemaId, String> unusable = new ConcurrentHashMap<>();
  private final Map<Integer, String> foreign = new ConcurrentHashMap<>();

  /**
   * @param firstBackoff the wait after the first round over all servers; doubles each time
   */
  public ConfluentRegistry(HttpRegistry servers, Duration firstBackoff) {
    this.http = new RegistryHttp(servers, firstBackoff, CONTENT_TYPE + ", application/json");
  }

  @Override
  public Optional<Schema> schema(String topic, int id) {
    return schema(topic, SchemaId.of(id));
  }

  /** Global and content ids are Apicurio's; its own API has their schemas. */
  @Override
  public Optional<Schema> schema(String topic, SchemaId id) {
    Optional<JsonNode> found =
        switch (id.kind()) {
          case ID -> get("/schemas/ids/" + id.text());
          case GUID -> get("/schemas/guids/" + id.text());
          case GLOBAL_ID -> apicurio(id, "/ids/globalIds/" + id.text());
          case CONTENT_ID -> apicurio(id, "/ids/contentIds/" + id.text());
          case FINGERPRINT -> Optional.empty();
        };
    if (found.isEmpty()) {
      if (id.kind() == SchemaId.Kind.ID || id.kind() == SchemaId.Kind.GUID) {
        unusable.remove(id);
      }
      return Optional.empty();
    }
    String type = type(found.get());
    if (!type.equals(RegisteredText.AVRO) && id.kind() == SchemaId.Kind.ID) {
      foreign.put(id.number(), type);
    }
    try {
      return Optional.of(parse(found.get()));
    } catch (UnusableSchemaException e) {
      unusable.put(id, e.getMessage());
    } catch (StackOverflowError e) {
      unusable.put(id, TOO_DEEP);
    }
    return Optional.empty();
  }

  /** Only for this API's own ids: Apicurio's own API does not tell the type of a schema. */
  @Override
  public Optional<RegisteredText> text(String topic, SchemaId id) {
    unusable.remove(id);
    Optional<JsonNode> found =
        switch (id.kind()) {
          case ID -> get("/schemas/ids/" + id.text());
          case GUID -> get("/schemas/guids/" + id.text());
          case GLOBAL_ID, CONTENT_ID, FINGERPRINT -> Optional.empty();
        };
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try {
      Map<String, String> references = new LinkedHashMap<>();
      collect(found.get(), references, new HashSet<>());
      return Optional.of(new RegisteredText(type(found.get()), text(found.get()), references));
    } catch (UnusableSchemaException e) {
      unusable.put(id, e.getMessage());
    } catch (StackOverflowError e) {
      unusable.put(id, TOO_DEEP);
    }
    return Optional.empty();
  }

  @Override
  public Optional<Schema> newest(String topic) {
    Optional<JsonNode> found =
        get("/subjects/" + URLEncoder.encode(topic + "-value", UTF_8) + "/versions/latest");
    try {
      return found.isEmpty() ? Optional.empty() : Optional.of(parse(found.get()));
    } catch (UnusableSchemaException e) {
      throw new SchemaUnavailableException(
          String.format(
              Locale.ROOT, "the newest schema of %s cannot be used: %s", topic, e.getMessage()),
          e);
    }
  }

  @Override
  public Ids ids() {
    return Ids.SHARED;
  }

  @Override
  public String whyMissing(String topic, int id) {
    return whyMissing(topic, SchemaId.of(id));
  }

  @Override
  public String whyMissing(String topic, SchemaId id) {
    String reason = unusable.get(id);
    return reason == null
        ? String.format(Locale.ROOT, "%s is not in the registry %s", id, http.place())
        : String.format(Locale.ROOT, "%s cannot be used: %s", id, reason);
  }

  @Override
  public Optional<String> foreignType(String topic, int id) {
    return Optional.ofNullable(foreign.get(id));
  }

  @Override
  public Optional<Integer> register(String topic, Schema schema) {
    String path = "/subjects/" + URLEncoder.encode(topic + "-value", UTF_8) + "/versions";
    String body = json.createObjectNode().put("schema", schema.toString()).toString();
    Answer answer = http.post(path, CONTENT_TYPE, body);
    if (answer.status() != 200) {
      throw refused(answer);
    }
    JsonNode id = read(answer).path("id");
    if (!id.isInt()) {
      throw answer.unreadable();
    }
    return Optional.of(id.intValue());
  }

  /** The JSON at a path; empty if the registry reports that it does not exist. */
  private Optional<JsonNode> get(String path) {
    Answer answer = http.get(path);
    if (answer.status() == 200) {
      return Optional.of(read(answer));
    }
    if (answer.status() == 404) {
      int code = errorCode(answer);
      if (code == SCHEMA_NOT_FOUND || code == VERSION_NOT_FOUND || code == SUBJECT_NOT_FOUND) {
        return Optional.empty();
      }
      throw answer.nothingThere();
    }
    throw refused(answer);
  }

  /** A schema of Apicurio's own API, which returns the text alone, with its references in it. */
  private Optional<JsonNode> apicurio(SchemaId id, String path) {
    if (!COMPATIBLE.matcher(http.place()).find()) {
      unusable.put(
          id,
          "it is Apicurio's; set etl.schema.registry.url to http://host:port/apis/ccompat/v7, not to "
              + http.place());
      return Optional.empty();
    }
    Answer answer =
        http.get(
            base ->
                COMPATIBLE.matcher(base).replaceFirst("/apis/registry/v2")
                    + path
                    + "?dereference=true");
    if (answer.status() == 404 && errorCode(answer) == 404) {
      unusable.remove(id);
      return Optional.empty();
    } else if (answer.status() != 200) {
      throw refused(answer);
    }
    return Optional.of(json.createObjectNode().put("schema", answer.body()));
  }

  private Schema parse(JsonNode found) throws UnusableSchemaException {
    return parse(found, AvroText.parser(), new HashSet<>());
  }

  private static String type(JsonNode found) {
    return found.path("schemaType").asText(RegisteredText.AVRO);
  }

  /** Parses a schema after its references, each of them only once. */
  private Schema parse(JsonNode found, Schema.Parser parser, Set<String> done)
      throws UnusableSchemaException {
    String type = type(found);
    if (!type.equals(RegisteredText.AVRO)) {
      throw new UnusableSchemaException("it is of type " + type + ", not an Avro schema");
    }
    for (JsonNode reference : found.path("references")) {
      if (done.add(versionOf(reference))) {
        parse(referred(reference), parser, done);
      }
    }
    return AvroText.parse(parser, text(found));
  }

  /** Adds the texts of all references by their names, dependencies first, each only once. */
  private void collect(JsonNode found, Map<String, String> texts, Set<String> done)
      throws UnusableSchemaException {
    for (JsonNode reference : found.path("references")) {
      String name = reference.path("name").asText();
      if (done.add(name + "=" + versionOf(reference))) {
        JsonNode other = referred(reference);
        collect(other, texts, done);
        String before = texts.put(name, text(other));
        if (before != null && !before.equals(text(other))) {
          throw new UnusableSchemaException(
              "it refers to two different schemas by the same name, " + name);
        }
      }
    }
  }

  /** The identity of a reference's schema: {@code 3@clicks-value}. */
  private static String versionOf(JsonNode reference) {
    return reference.path("version").asText() + "@" + reference.path("subject").asText();
  }

  /** The schema that a reference refers to. */
  private JsonNode referred(JsonNode reference) throws UnusableSchemaException {
    String subject = reference.path("subject").asText();
    String version = reference.path("version").asText();
    return get("/subjects/" + URLEncoder.encode(subject, UTF_8) + "/versions/" + version)
        .orElseThrow(
            () ->
                new UnusableSchemaException(
                    String.format(
                        Locale.ROOT,
                        "it refers to version %s of %s, which is not in the registry",
                        version,
                        subject)));
  }

  private static String text(JsonNode found) throws UnusableSchemaException {
    JsonNode text = found.path("schema");
    if (!text.isTextual()) {
      throw new UnusableSchemaException("the registry's answer contains no schema");
    }
    return text.textValue();
  }

  private JsonNode read(Answer answer) {
    JsonNode tree = tree(answer);
    if (!tree.isObject()) {
      throw answer.unreadable();
    }
    return tree;
  }

  private int errorCode(Answer answer) {
    return tree(answer).path("error_code").asInt();
  }

  /** A response's JSON; empty if it is not JSON. */
  private JsonNode tree(Answer answer) {
    try {
      return json.readTree(answer.body());
    } catch (JsonProcessingException e) {
      return json.missingNode();
    }
  }

  private SchemaUnavailableException refused(Answer answer) {
    int code = errorCode(answer);
    return answer.refused(code == 0 ? "" : ", error " + code);
  }
}
