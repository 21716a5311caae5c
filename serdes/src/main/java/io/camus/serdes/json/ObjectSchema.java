package io.camus.serdes.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.SpecVersionDetector;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.InputStreamSource;
import io.camus.spi.RegisteredText;
import java.io.ByteArrayInputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON Schema with its references. Nothing is fetched: a reference that the registry does not
 * name makes the schema unusable.
 */
final class ObjectSchema {
  /** What relative references are relative to. */
  private static final String BASE = "registry:/";

  private static final VersionFlag USUAL = VersionFlag.V7;
  private static final int LONGEST = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonSchema schema;

  private ObjectSchema(JsonSchema schema) {
    this.schema = schema;
  }

  /**
   * The schema of a text.
   *
   * @throws IllegalArgumentException if it is not one; the message says why
   */
  static ObjectSchema of(RegisteredText text) {
    if (!text.type().equals(RegisteredText.JSON)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "it is of type %s, not JSON Schema", text.type()));
    }
    try {
      JsonNode tree = JSON.readTree(text.text());
      VersionFlag version = SpecVersionDetector.detectOptionalVersion(tree, false).orElse(USUAL);
      JsonSchemaFactory factory =
          JsonSchemaFactory.getInstance(
              version,
              builder ->
                  builder.schemaLoaders(
                      loaders -> loaders.add(iri -> load(text.references(), iri.toString()))));
      JsonSchema schema =
          factory.getSchema(
              SchemaLocation.of(BASE + "schema.json"),
              tree,
              SchemaValidatorsConfig.builder()
                  .failFast(true)
                  .locale(Locale.ROOT)
                  .pathType(PathType.JSON_PATH)
                  .build());
      schema.initializeValidators();
      return new ObjectSchema(schema);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is not JSON: " + shortened(e.getOriginalMessage()), e);
    } catch (JsonSchemaException | IllegalStateException e) {
      throw new IllegalArgumentException(shortened(reason(e)), e);
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException("it is nested too deeply", e);
    }
  }

  /** The text of a reference; null for the library's own schemas. */
  private static InputStreamSource load(Map<String, String> references, String iri) {
    if (iri.startsWith("classpath:")) {
      return null;
    }
    String text = references.get(iri);
    for (Map.Entry<String, String> reference : references.entrySet()) {
      if (text == null && iri.endsWith("/" + reference.getKey())) {
        text = reference.getValue();
      }
    }
    if (text == null) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "it refers to %s, which is not among its references", iri));
    }
    byte[] bytes = text.getBytes(UTF_8);
    return () -> new ByteArrayInputStream(bytes);
  }

  /** What is wrong with an object, with the place in it: {@code $.header.time: ...}. */
  Optional<String> fault(JsonNode object) {
    return schema.validate(object).stream()
        .findFirst()
        .map(ValidationMessage::getMessage)
        .map(ObjectSchema::shortened);
  }

  private static String reason(Throwable e) {
    return e.getCause() == null ? e.getMessage() : reason(e.getCause());
  }

  private static String shortened(String message) {
    String line = String.valueOf(message).strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
