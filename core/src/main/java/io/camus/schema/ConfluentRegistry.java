package io.camus.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

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
  private static final int SCHEMA_NOT_FOUND = 40403;
  private static final int VERSION_NOT_FOUND = 40402;
  private static final int SUBJECT_NOT_FOUND = 40401;

  private final RegistryHttp http;
  private final ApicurioIds apicurio;
  private final ObjectMapper json = new ObjectMapper();
  private final Map<SchemaId, String> unusable = new ConcurrentHashMap<>();
  private final Map<Integer, String> foreign = new ConcurrentHashMap<>();

  /**
   * @param firstBackoff the wait after the first round over all servers; doubles each time
   */
  public ConfluentRegistry(HttpRegistry servers, Duration firstBackoff) {
    this.http = new RegistryHttp(servers, firstBackoff, CONTENT_TYPE + ", application/json");
    this.apicurio = new ApicurioIds(http);
  }

  @Override
  public Optional<Schema> schema(String topic, int id) {
    return schema(topic, SchemaId.of(id));
  }

  /** Global and content ids are Apicurio's; its own API has their schemas. */
  @Override
  public Optional<Schema> schema(String topic, SchemaId id) {
    return usable(
        id,
        () -> {
          Optional<JsonNode> found =
              switch (id.kind()) {
                case ID, GUID -> get(path(id));
                case GLOBAL_ID, CONTENT_ID -> apicurio.avro(id);
                case FINGERPRINT -> Optional.empty();
              };
          if (found.isEmpty()) {
            return Optional.empty();
          }
          String type = type(found.get());
          if (!type.equals(RegisteredText.AVRO) && id.kind() == SchemaId.Kind.ID) {
            foreign.put(id.number(), type);
          }
          return Optional.of(parse(found.get()));
        });
  }

  @Override
  public Optional<RegisteredText> text(String topic, SchemaId id) {
    return usable(
        id,
        () ->
            switch (id.kind()) {
              case ID, GUID -> text(get(path(id)));
              case GLOBAL_ID, CONTENT_ID -> apicurio.text(id);
              case FINGERPRINT -> Optional.empty();
            });
  }

  private Optional<RegisteredText> text(Optional<JsonNode> found) throws UnusableSchemaException {
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> references = new LinkedHashMap<>();
    collect(found.get(), references, new HashSet<>());
    return Optional.of(new RegisteredText(type(found.get()), text(found.get()), references));
  }

  private static String path(SchemaId id) {
    return (id.kind() == SchemaId.Kind.ID ? "/schemas/ids/" : "/schemas/guids/") + id.text();
  }

  /** Finds a schema that may turn out to be unusable. */
  @FunctionalInterface
  private interface Search<T> {
    Optional<T> find() throws UnusableSchemaException;
  }

  /** What a search finds; remembers why a schema is unusable. */
  private <T> Optional<T> usable(SchemaId id, Search<T> search) {
    unusable.remove(id);
    try {
      return search.find();
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
      throw answer.refused();
    }
    JsonNode id = answer.object().path("id");
    if (!id.isInt()) {
      throw answer.unreadable();
    }
    return Optional.of(id.intValue());
  }

  /** The JSON at a path; empty if the registry reports that it does not exist. */
  private Optional<JsonNode> get(String path) {
    Answer answer = http.get(path);
    if (answer.status() == 200) {
      return Optional.of(answer.object());
    }
    if (answer.status() == 404) {
      int code = answer.errorCode();
      if (code == SCHEMA_NOT_FOUND || code == VERSION_NOT_FOUND || code == SUBJECT_NOT_FOUND) {
        return Optional.empty();
      }
      throw answer.nothingThere();
    }
    throw answer.refused();
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
}
