package io.camus.it.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** A registry client for producers and checkers, independent of the pipeline's client. */
public final class RegistryClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final URI base;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(DEADLINE).build();

  /** A client of the registry at an address. */
  public RegistryClient(URI base) {
    this.base = base;
  }

  /** Registers the schema of a topic's values; returns its id. */
  public int register(String topic, Schema schema) {
    return post(topic + "-value", JSON.createObjectNode().put("schema", schema.toString()));
  }

  /**
   * Registers a schema of another type.
   *
   * @param type {@code PROTOBUF} or {@code JSON}
   * @param references the subjects of the schemas that it refers to, in version 1, by the names
   *     that its text uses
   */
  public int register(String subject, String type, String text, Map<String, String> references) {
    ObjectNode body = JSON.createObjectNode().put("schemaType", type).put("schema", text);
    references.forEach(
        (name, other) ->
            body.withArray("references")
                .addObject()
                .put("name", name)
                .put("subject", other)
                .put("version", 1));
    return post(subject, body);
  }

  private int post(String subject, ObjectNode body) {
    String path = "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8) + "/versions";
    return ask(request(path)
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())))
        .path("id")
        .asInt();
  }

  /** The schema with an id; empty if there is none. */
  public Optional<Schema> schema(int id) {
    JsonNode answer = ask(request("/schemas/ids/" + id).GET());
    return answer.has("schema")
        ? Optional.of(new Schema.Parser().parse(answer.path("schema").asText()))
        : Optional.empty();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(DEADLINE);
  }

  private JsonNode ask(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != OK && response.statusCode() != NOT_FOUND) {
        throw new IllegalStateException(
            String.format(Locale.ROOT, "%s answered %d", response.uri(), response.statusCode()));
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new IllegalStateException("the registry at " + base + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking " + base, e);
    }
  }
}
